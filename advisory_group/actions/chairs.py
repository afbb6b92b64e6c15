"""The group elects its chair or co-chairs by consensus (Annex 1, section 3 (d))."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from advisory_group import emails
from advisory_group.actions import refusals
from advisory_group.acts import Act
from advisory_group.models import ChairTerm, Seat
from advisory_group.models.chairs import election
from advisory_group.reading import people
from gmp_portal import ledger, offered
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import days, last_day_of, today
from gmp_portal.meetings.actions import decisions
from gmp_portal.meetings.models import Decision
from gmp_portal.meetings.subjects import Subject
from gmp_portal.notifications import reminders
from gmp_portal.notifications.reminders import Step
from gmp_portal.rulebook import value
from gmp_portal.words import listed_apart
from gmp_portal.workflow import RuleRefusedError

PRESIDE = "advisory_group.preside_chairterm"


@transaction.atomic
def draft_decision(person: User, *, by: User) -> Decision:
    """Draft the decision by which the group may elect somebody; while one is there, that one."""
    _refuse_no_member(person, today())
    with offered.whole() as language:
        title = gettext("Election of %(person)s") % {"person": person}
        text = gettext(
            "The Partnership Advisory Group elects %(person)s, by consensus, as its chair or "
            "co-chair for two years."
        ) % {"person": person}
    return decisions.draft_once(
        people.body(),
        title=title,
        text=text,
        language=language,
        about=election(person),
        by=by,
    )


@transaction.atomic
def elect(
    person: User, *, kind: str, starts_on: date, decision: Decision, by: User
) -> ChairTerm:
    """Record whom the group elected, for two years (A1-3d-1, A1-3d-2)."""
    check_decision(decision, election(person), clause="A1-3d-1")
    _refuse_no_member(person, starts_on)
    _check_terms(person, starts_on)
    with refusals.in_words():
        term = ChairTerm.objects.create(
            person=person,
            kind=kind,
            period=days(starts_on, last_day_of(starts_on, years=ChairTerm.YEARS)),
            decision=decision,
            recorded_by=by,
        )
    rights.grant(PRESIDE, person, term)
    ledger.record(Act.CHAIR_ELECTED, term, by=by, to=kind, decision=decision.symbol)
    emails.elected(term, by=by)
    return term


def _refuse_no_member(person: User, on: date) -> None:
    if not Seat.objects.current(on).of(person).exists():
        raise RuleRefusedError(
            _(
                "The group elects one of its members, and this person has no seat on that day."
            ),
            clause="A1-3d-1",
        )


def check_decision(decision: Decision, about: Subject, *, clause: str) -> None:
    """Only a consensus of the group on this very thing counts (A1-4a-iii)."""
    if not (decision.is_adopted and decision.body.is_advisory_group):
        raise RuleRefusedError(
            _("This needs a decision that the Advisory Group has adopted by consensus."),
            clause=clause,
        )
    decisions.refuse_another(decision, about, clause=clause)


def _check_terms(person: User, starts_on: date) -> None:
    """Two terms in all (A1-3d-3, R-03); the refusal lists the earlier ones."""
    earlier = list(ChairTerm.objects.of(person).order_by("period"))
    if len(earlier) < value("R-03", starts_on):
        return
    raise RuleRefusedError(
        gettext(
            "%(person)s has chaired the group for as many terms as the rules allow: %(terms)s."
        )
        % {"person": person, "terms": _describe(earlier)},
        clause="A1-3d-3",
    )


def _describe(terms: Sequence[ChairTerm]) -> str:
    """Terms in words, one after the other."""
    return listed_apart(
        gettext("%(title)s from %(first)s to %(last)s")
        % {
            "title": term.get_kind_display(),
            "first": date_format(term.starts_on),
            "last": date_format(term.ends_on) if term.ends_on else gettext("today"),
        }
        for term in terms
    )


@transaction.atomic
def end(term: ChairTerm, *, last_day: date, reason: str, by: User) -> None:
    """End a term as chair early; it still counts among the two (A1-3d-3)."""
    term.shorten(last_day, reason=reason, clause="A1-3d-2")
    if term.has_ended:
        rights.revoke(PRESIDE, term.person, term)
    ledger.record(Act.CHAIR_ENDED, term, by=by, reason=reason, last_day=str(last_day))
    emails.chair_ended(term, by=by)


@transaction.atomic
def remind(term: ChairTerm, step: Step) -> None:
    """Say in time that a term as chair ends, each step once (A1-3d-2, R-61)."""
    if reminders.begin(step):
        ChairTerm.objects.filter(pk=term.pk).update(reminded_at=timezone.now())
        emails.chair_ends_soon(term, step)
