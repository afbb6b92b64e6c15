"""What leads tell new partners, and the first steps that these take (A1-6a-viii, R-82)."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop, override
from django.utils.translation import gettext_lazy as _

from areas import not_now
from areas.acts import Act
from areas.models import AreaMembership, AreaWelcome, FirstStep, PartnershipArea
from areas.reading import newcomers
from gmp_portal import ledger, offered
from gmp_portal.accounts.models import User
from gmp_portal.meetings.actions import agenda
from gmp_portal.meetings.models import AgendaItem, Meeting
from gmp_portal.words import listed
from gmp_portal.workflow import RuleRefusedError, unmet
from partners.models import Partner, Representative

RULE = "R-82"
WELCOME = gettext_noop("Welcome to new partners")
TAKEN = ["person", "done_at", "done_by"]
SAVED = ["text", "saved_at", "saved_by"]


@transaction.atomic
def save(area: PartnershipArea, language: str, text: str, *, by: User) -> None:
    """Save what the leads tell new partners in a language; the same again is no change."""
    _hold(area)
    kept = area.welcomes.filter(language=language).first()
    if kept is None:
        if not text:
            return
        kept = AreaWelcome(area=area, language=language)
    elif kept.text == text:
        return
    kept.text, kept.saved_at, kept.saved_by = text, timezone.now(), by
    kept.save(update_fields=SAVED if kept.pk else None)
    ledger.record(Act.AREA_WELCOME_SAVED, area, by=by, language=language)


@transaction.atomic
def take_step(
    area: PartnershipArea,
    partner: Partner,
    *,
    step: str,
    person: User | None = None,
    by: User,
) -> FirstStep:
    """Note that a partner took a first step, or whom it names as its contact (R-82)."""
    membership = _membership(area, partner)
    if step == FirstStep.Step.CONTACT:
        _refuse_stranger(partner, person)
    else:
        person = None
    taken = FirstStep.objects.filter(membership=membership, step=step).first()
    if taken is not None and taken.person == person:
        return taken
    if taken is None:
        taken = FirstStep(membership=membership, step=step)
    taken.person, taken.done_at, taken.done_by = person, timezone.now(), by
    taken.save(update_fields=TAKEN if taken.pk else None)
    ledger.record(
        Act.AREA_FIRST_STEP_TAKEN, area, by=by, partner=partner.pk, step=str(step)
    )
    return taken


@transaction.atomic
def open_step(area: PartnershipArea, partner: Partner, *, step: str, by: User) -> None:
    """Take back that a first step is done; harmless when repeated (R-82)."""
    membership = _membership(area, partner)
    deleted, _rows = FirstStep.objects.filter(membership=membership, step=step).delete()
    if deleted:
        ledger.record(
            Act.AREA_FIRST_STEP_OPENED, area, by=by, partner=partner.pk, step=str(step)
        )


@transaction.atomic
def put_on_agenda(
    area: PartnershipArea, meeting: Meeting, *, by: User
) -> AgendaItem | None:
    """Put the welcome to all new partners on the agenda of a meeting, once (A1-4b-i, R-82)."""
    _hold(area)
    meeting.lock()
    if not newcomers.next_meetings(area).filter(pk=meeting.pk).exists():
        raise RuleRefusedError(
            _("This meeting is none of the area that is convened: choose the next one."),
            clause="A1-4b-i",
        )
    new = newcomers.memberships(area)
    if not new:
        raise RuleRefusedError(
            _("No partner has joined since the last meeting: there is nobody to welcome."),
            clause=RULE,
        )
    if meeting.agenda.filter(title__in=_titles()).exists():
        return None
    with offered.whole():
        title = gettext(WELCOME)
        notes = listed([each.partner.full_name for each in new])
    return agenda.add(meeting, title=title, notes=notes, by=by)


def _titles() -> list[str]:
    """What the item is called, in whichever language somebody put it there."""
    titles = []
    for code in settings.COMPLETE_LANGUAGES:
        with override(code):
            titles.append(gettext(WELCOME))
    return titles


def _hold(area: PartnershipArea) -> None:
    area.lock()
    if area.status != PartnershipArea.Status.ESTABLISHED:
        raise not_now.why_not_at_work(area)


def _membership(area: PartnershipArea, partner: Partner) -> AreaMembership:
    """Hold the area and find the membership, which only a partner of the area has."""
    _hold(area)
    rows = AreaMembership.objects.counted().filter(area=area, partner=partner)
    membership = rows.order_by("pk").first()
    if membership is None:
        raise RuleRefusedError(
            _("Only partners of the area take first steps in it."), clause=RULE
        )
    return membership


def _refuse_stranger(partner: Partner, person: User | None) -> None:
    """The contact is somebody who works for the partner today."""
    terms = Representative.objects.current().filter(partner=partner, person=person)
    if person is None or not terms.exists():
        raise unmet(_("Choose somebody who works for your organization today."), RULE)
