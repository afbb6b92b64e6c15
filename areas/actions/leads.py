"""Who leads an area: designation by its partners, for two years, renewable (A1-4b-vi)."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from areas import emails, not_now
from areas.acts import Act
from areas.models import LeadTerm, PartnershipArea
from areas.models.terms import ALL_PLACES, INTERIM_PLACE, designation, place
from gmp_portal import ledger, offered, rulebook
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import days, last_day_of, today
from gmp_portal.meetings.actions import decisions
from gmp_portal.meetings.models import Decision
from gmp_portal.meetings.subjects import Subject
from gmp_portal.words import listed
from gmp_portal.workflow import RuleRefusedError
from partners.models import Partner

Kind = LeadTerm.Kind
RIGHT = "areas.lead_area"
YEARS = 2


@transaction.atomic
def designate(  # noqa: PLR0913 the facts of a term
    area: PartnershipArea,
    *,
    person: User,
    partner: Partner,
    kind: str,
    starts_on: date,
    by: User,
    decision: Decision | None = None,
    reason: str = "",
    ends_on: date | None = None,
) -> LeadTerm:
    """Let somebody lead the area, as its partners agreed (A1-6a-v), for two years at most."""
    area.lock()
    if area.status != PartnershipArea.Status.ESTABLISHED:
        raise not_now.why_not_at_work(area)
    _refuse_without_agreement(area, decision, designation(area, person), reason, by)
    _refuse_outsider(area, person, partner)
    period = days(starts_on, min(ends_on or date.max, last_day_of(starts_on, years=YEARS)))
    if kind != Kind.INTERIM:
        _end_interim(area, starts_on, by=by)
    _refuse_twice(area, person, period)
    term = LeadTerm.objects.create(
        area=area,
        person=person,
        partner=partner,
        kind=kind,
        places=_free_place(area, kind, period),
        period=period,
        decision=decision,
        recorded_reason="" if decision else reason.strip(),
        recorded_by=by,
    )
    rights.grant(RIGHT, person, area)
    ledger.record(
        Act.AREA_LEAD_DESIGNATED,
        area,
        by=by,
        reason=term.recorded_reason,
        person=person.pk,
        kind_of_lead=str(kind),
        since=str(term.starts_on),
        until=str(term.ends_on),
        decision=decision.symbol if decision else "",
    )
    emails.lead_designated(term, by=by)
    return term


@transaction.atomic
def draft_decision(area: PartnershipArea, *, person: User, by: User) -> Decision:
    """Draft the decision on a lead; while one is drafted or open, that one is it (A1-6a-v)."""
    area.lock()
    if area.status != PartnershipArea.Status.ESTABLISHED:
        raise not_now.why_not_at_work(area)
    partners = area.current_partners().filter(
        pk__in=Partner.objects.represented_by(person).values("pk")
    )
    if not partners:
        raise _no_partner()
    words = {"person": person, "partner": partners[0], "area": area}
    with offered.whole() as language:
        title = gettext("%(person)s as a lead of the area") % words
        text = (
            gettext(
                "The partners of the area “%(area)s” agree that %(person)s of %(partner)s leads "
                "the area for two years."
            )
            % words
        )
    return decisions.draft_once(
        area.body,
        title=title,
        text=text,
        language=language,
        about=designation(area, person),
        by=by,
    )


@transaction.atomic
def end(
    term: LeadTerm,
    *,
    by: User | None,
    reason: str,
    on: date | None = None,
    though_over: bool = False,
) -> None:
    """End a term before its time; the right goes at once when the last day is not ahead."""
    term.area.lock()
    last = max(on or today(), term.starts_on)
    term.shorten(last, reason=reason.strip(), clause="A1-4b-vi", though_over=though_over)
    if last <= today():
        revoke_if_last(term)
    ledger.record(
        Act.AREA_LEAD_ENDED,
        term.area,
        by=by,
        reason=term.ended_reason,
        person=term.person_id,
        until=str(last),
    )
    emails.lead_ended(term, by=by)


def revoke_if_last(term: LeadTerm) -> bool:
    """Take the right away unless another term of the same person goes on in the area."""
    others = LeadTerm.objects.filter(
        area=term.area, person=term.person, period__endswith__gt=today()
    )
    if others.exclude(pk=term.pk).exists():
        return False
    if not term.person.has_perm(RIGHT, term.area):
        return False
    rights.revoke(RIGHT, term.person, term.area)
    return True


def _refuse_without_agreement(
    area: PartnershipArea, decision: Decision | None, about: Subject, reason: str, by: User
) -> None:
    if decision is not None:
        if not decision.is_adopted or decision.body_id != area.body_id:
            raise RuleRefusedError(
                _("Only an adopted decision of the area itself designates its lead."),
                clause="A1-6a-v",
            )
        decisions.refuse_another(decision, about, clause="A1-6a-v")
        _refuse_used(decision)
        return
    if not (by.is_secretariat and reason.strip()):
        raise RuleRefusedError(
            _(
                "Without a decision of the area, only the secretariat can record a lead, and it "
                "gives the reason."
            ),
            clause="A1-6a-v",
        )


def _refuse_used(decision: Decision) -> None:
    """The partners agree anew for another term (A1-4b-vi)."""
    if LeadTerm.objects.filter(decision=decision).exists():
        raise RuleRefusedError(
            _(
                "A term rests on this decision already. For another term the area agrees anew."
            ),
            clause="A1-4b-vi",
        )


def _refuse_outsider(area: PartnershipArea, person: User, partner: Partner) -> None:
    is_member = area.current_partners().filter(pk=partner.pk).exists()
    speaks = Partner.objects.represented_by(person).filter(pk=partner.pk).exists()
    if not is_member or not speaks:
        raise _no_partner()


def _no_partner() -> RuleRefusedError:
    return RuleRefusedError(_("A lead represents a partner of the area."), clause="A1-6a-v")


def _refuse_twice(area: PartnershipArea, person: User, period: object) -> None:
    terms = LeadTerm.objects.filter(area=area, person=person, period__overlap=period)
    if terms.exists():
        raise RuleRefusedError(
            _("%(person)s has a term in this area already that overlaps this one.")
            % {"person": person},
            clause="A1-4b-vi",
        )


def _free_place(area: PartnershipArea, kind: str, period: object) -> object:
    """The place this lead takes; the database lets nobody sit on a taken one (R-12)."""
    taken = list(LeadTerm.objects.filter(area=area, period__overlap=period))
    if kind == Kind.INTERIM:
        wanted = [INTERIM_PLACE]
    elif kind == Kind.LEAD:
        wanted = [ALL_PLACES]
    else:
        allowed = rulebook.value("R-12", on=period.lower)["co_leads"]  # type: ignore[attr-defined]
        wanted = [place(number) for number in range(1, allowed + 1)]
    for free in wanted:
        if all(
            free.upper <= term.places.lower or term.places.upper <= free.lower
            for term in taken
        ):
            return free
    names = listed(sorted({str(term.person) for term in taken}))
    raise RuleRefusedError(
        _(
            "An area has one lead or two co-leads. In this period there is no place free beside "
            "%(names)s."
        )
        % {"names": names},
        clause="R-12",
    )


def _end_interim(area: PartnershipArea, starts_on: date, *, by: User) -> None:
    """An interim lead stayed until a lead was designated, also where that is told late (R-12)."""
    interim = LeadTerm.objects.filter(
        area=area,
        kind=Kind.INTERIM,
        period__contains=starts_on,
        period__startswith__lt=starts_on,
    ).first()
    if interim:
        reason = str(_("A lead has been designated."))
        last = starts_on - timedelta(days=1)
        end(interim, by=by, reason=reason, on=last, though_over=True)
