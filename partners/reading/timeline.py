"""Where a letter stands, as a line of dated steps, and what happens next."""

from collections.abc import Iterator, Sequence
from typing import Literal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from gmp_portal.ui.components import Step
from gmp_portal.words import beside
from partners.models import InformationRequest, LetterOfIntent, PublicVersion

Status = LetterOfIntent.Status


def steps(letter: LetterOfIntent) -> list[Step]:
    """Every step that was taken and those to come, the current one marked."""
    sender = "" if letter.was_published else letter.sender.name
    return [
        Step(_("Sent to UNEP"), "done", letter.submitted_at, sender),
        *_questions(letter),
        *_decision(letter),
        *_publication(letter),
    ]


def public_steps(
    letter: LetterOfIntent, versions: Sequence[PublicVersion] = ()
) -> list[Step]:
    """What visitors see, the newest first: corrected, published, confirmed, sent."""
    return [
        *_corrections(versions),
        Step(pgettext("letter", "Published"), "done", letter.published_at),
        Step(_("Participation confirmed"), "done", letter.confirmed_at),
        Step(_("Sent to UNEP"), "done", letter.submitted_at),
    ]


def _corrections(versions: Sequence[PublicVersion]) -> Iterator[Step]:
    """Each later version with its reason, and each time that the letter was taken down."""
    for version in versions:
        if version.is_taken_down:
            title = pgettext("letter", "Taken down")
            yield Step(title, "done", version.ended_at, note=version.taken_down_because)
        if version.reason:
            title = _("Corrected version published")
            yield Step(title, "done", version.published_at, note=version.reason)


def _questions(letter: LetterOfIntent) -> Iterator[Step]:
    for request in letter.requests.all():
        yield _asked(request, is_current=letter.status == Status.INFO_REQUESTED)
        if request.answered_at:
            yield Step(
                _("Questions answered"), "done", request.answered_at, letter.sender.name
            )


def _asked(request: InformationRequest, *, is_current: bool) -> Step:
    count = len(request.questions.all())
    asked = ngettext("%(count)d question", "%(count)d questions", count) % {"count": count}
    due = _("answer by %(day)s") % {"day": date_format(request.due_on)}
    state: Literal["current", "done"] = (
        "current" if is_current and request.is_open else "done"
    )
    return Step(
        _("Information requested"),
        state,
        request.asked_at,
        _("the secretariat"),
        beside(asked, due),
    )


def _decision(letter: LetterOfIntent) -> Iterator[Step]:
    secretariat = _("the secretariat")
    if letter.confirmed_at:
        yield Step(_("Participation confirmed"), "done", letter.confirmed_at, secretariat)
    elif letter.status == Status.DECLINED:
        yield Step(
            pgettext("letter", "Declined"), "current", letter.declined_at, secretariat
        )
    elif letter.status == Status.WITHDRAWN:
        yield Step(_("Withdrawn"), "current", letter.withdrawn_at, letter.sender.name)
    elif letter.status == Status.INFO_REQUESTED:
        yield Step(_("UNEP decides"), "upcoming", note=_("after the answer"))
    else:
        yield Step(_("UNEP checks the letter and decides"), "current")


def _publication(letter: LetterOfIntent) -> Iterator[Step]:
    title = _("Published on this website")
    if letter.was_published:
        yield Step(title, "done", letter.published_at, _("the secretariat"))
        yield from reversed([*_corrections([*letter.public_versions.all()])])
    elif letter.publish_due_on:
        due = (
            _("due by %(day)s")
            if letter.is_cleared
            else _("due by %(day)s, once it is cleared of personal data")
        )
        day = date_format(letter.publish_due_on)
        yield Step(_("To be published"), "current", note=due % {"day": day})
    elif letter.status not in {Status.DECLINED, Status.WITHDRAWN}:
        yield Step(title, "upcoming")


def next_step(letter: LetterOfIntent) -> str:
    """What happens next, and who does it, in one sentence."""
    sentences: dict[str, str] = {
        Status.SUBMITTED: _(
            "The secretariat checks the letter. You need to do nothing now."
        ),
        Status.INFO_REQUESTED: _("The secretariat waits for your answers."),
        Status.ANSWERED: _(
            "The secretariat reads your answers. You need to do nothing now."
        ),
        Status.CONFIRMED: _(
            "You are a partner. The secretariat takes personal data out of the letter and "
            "publishes it."
        ),
        Status.TAKEN_DOWN: _(
            "You are a partner. The letter was taken from the website; you read the reason below."
        ),
    }
    return sentences.get(letter.status, "")
