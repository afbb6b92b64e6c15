"""An amendment of the plan in force, from its first word to what the area says (A2-VIII-2)."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext

from areas import emails, not_amended, permissions
from areas.acts import Act
from areas.models import (
    AmendmentPlace,
    PartnershipArea,
    PlanAmendment,
    PlanKey,
    PlanVersion,
)
from areas.models.amendments import AmendmentStatus
from areas.reading import amendment_texts, considering
from gmp_portal import ledger, offered, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.meetings.actions import decisions
from gmp_portal.meetings.models import Decision, Meeting
from gmp_portal.ui.versions import Values
from gmp_portal.workflow import RuleRefusedError, changed_fields
from partners.models import Partner

Status = PlanAmendment.Status


@transaction.atomic
def start(
    area: PartnershipArea,
    *,
    title: str,
    reason: str,
    partner: Partner | None = None,
    by: User,
) -> PlanAmendment:
    """Begin an amendment of the plan in force; nobody else sees it until it is proposed."""
    area.lock()
    if not permissions.can_amendment_start.fits(area):
        raise not_amended.why_not_begun(area)
    partners = permissions.voices_of(by, area)
    if partner is None and len(partners) == 1:
        [partner] = partners
    if partners and partner not in partners:
        raise not_amended.why_no_voice()
    last = area.amendments.aggregate(last=models.Max("number"))["last"] or 0
    amendment = PlanAmendment.objects.create(
        area=area,
        number=last + 1,
        plan=area.plans.current().get(),
        title=title,
        reason=reason,
        author=by,
        partner=partner if partners else None,
    )
    ledger.record(Act.AMENDMENT_BEGUN, amendment, by=by, to=amendment.status)
    return amendment


@transaction.atomic
def change(amendment: PlanAmendment, *, by: User, **frame: Any) -> None:
    """Change the title or the reason while it is written."""
    _hold_draft(amendment)
    changed = changed_fields(amendment, frame)
    if not changed:
        return
    for name in changed:
        setattr(amendment, name, frame[name])
    amendment.save(update_fields=changed)
    _note(amendment, by)


@transaction.atomic
def put(
    amendment: PlanAmendment,
    place: AmendmentPlace,
    *,
    base: Values | None,
    proposed: Values | None,
    by: User,
) -> AmendmentPlace | None:
    """Say how a place of the plan shall read; one that shall read as it does is none."""
    _hold_draft(amendment)
    if place.amendment_id != amendment.pk:
        raise not_amended.why_of_another_amendment()
    if base == proposed:
        if place.pk:
            place.delete()
            _note(amendment, by)
            return None
        raise not_amended.why_same()
    if place.pk and (place.base, place.proposed) == (base, proposed):
        return place
    place.base, place.proposed = base, proposed
    place.save(update_fields=["base", "proposed"] if place.pk else None)
    _note(amendment, by)
    return place


@transaction.atomic
def drop(amendment: PlanAmendment, place: AmendmentPlace, *, by: User) -> None:
    """Leave a place as it is in the plan."""
    _hold_draft(amendment)
    AmendmentPlace.objects.filter(pk=place.pk, amendment=amendment).delete()
    _note(amendment, by)


@transaction.atomic
def propose(amendment: PlanAmendment, *, by: User) -> None:
    """Put it before the area, whose leads are told; its words stay from now on (R-83)."""
    _hold_draft(amendment)
    places = list(amendment.places.all())
    if not places:
        raise not_amended.why_empty()
    before = amendment.become(Status.PROPOSED)
    amendment.plan = amendment.area.plans.current().get()
    amendment.proposed_at = timezone.now()
    amendment.sha256 = fingerprint(amendment, places)
    amendment.save(update_fields=["status", "plan", "proposed_at", "sha256"])
    ledger.record(
        Act.AMENDMENT_PROPOSED,
        amendment,
        by=by,
        from_=before,
        to=amendment.status,
        sha256=amendment.sha256,
    )
    emails.amendment_proposed(amendment, by=by)


@transaction.atomic
def withdraw(amendment: PlanAmendment, *, by: User) -> None:
    """Take it back before the area has agreed to it."""
    amendment.lock()
    if not permissions.can_amendment_withdraw.fits(amendment):
        raise not_amended.why_not_decided(amendment)
    settle(amendment, Status.WITHDRAWN, Act.AMENDMENT_WITHDRAWN, by=by)


@transaction.atomic
def send(
    amendment: PlanAmendment,
    *,
    by: User,
    closes_at: datetime | None = None,
    meeting: Meeting | None = None,
) -> Decision:
    """Ask the area whether it agrees: in session, or by silence (A1-4b-iii, R-07)."""
    amendment.lock()
    if not permissions.can_amendment_send.fits(amendment):
        raise not_amended.why_not_decided(amendment)
    if considering.is_met_before(amendment, meeting):
        raise not_amended.why_met_before()
    in_force = amendment.area.plans.current().get()
    with offered.whole(in_force.language) as language:
        title = _decision_title(amendment)
        text = amendment_texts.written(amendment, in_force)
    decision = decisions.put_before(
        amendment.area.body,
        title=title,
        text=text,
        language=language,
        about=amendment.agreement,
        meeting=meeting,
        closes_at=closes_at,
        by=by,
    )
    amendment.decision = decision
    amendment.save(update_fields=["decision"])
    ledger.record(Act.AMENDMENT_SENT_TO_AREA, amendment, by=by, decision=decision.slug)
    return decision


@transaction.atomic
def record_consensus(amendment: PlanAmendment, *, by: User | None) -> None:
    """Note on the amendment that the area has adopted it (A1-4b-iii)."""
    amendment.lock()
    amendment.refuse_unless_it_becomes(Status.AGREED)
    if not amendment.is_adopted_by_area:
        raise not_amended.why_not_adopted(amendment)
    _agree(amendment, by=by)


@transaction.atomic
def agree(amendment: PlanAmendment, *, reason: str, by: User) -> None:
    """Note as a lead, with the reason, that it is agreed without a decision of the area (R-83)."""
    amendment.lock()
    if not permissions.can_amendment_agree.fits(amendment):
        raise not_amended.why_not_decided(amendment)
    if too_early := why_not_agreed_yet(amendment):
        raise too_early
    amendment.agreed_because, amendment.decision = reason, None
    _agree(amendment, by=by)


def why_not_agreed_yet(amendment: PlanAmendment) -> RuleRefusedError | None:
    """The area reads it first, for some days; nothing once it had them (R-83)."""
    days, now = int(rulebook.value("R-83")["days"]), timezone.now()
    ripe_at = (amendment.proposed_at or now) + timedelta(days=days)
    return not_amended.why_not_agreed_yet(days, ripe_at) if ripe_at > now else None


@transaction.atomic
def decline(amendment: PlanAmendment, *, reason: str, by: User) -> None:
    """Leave the plan as it is, and say why."""
    amendment.lock()
    if not permissions.can_amendment_decline.fits(amendment):
        raise not_amended.why_not_decided(amendment)
    amendment.answer = reason
    settle(amendment, Status.DECLINED, Act.AMENDMENT_DECLINED, by=by, reason=reason)


def settle(
    amendment: PlanAmendment,
    status: AmendmentStatus,
    act: Act,
    *,
    by: User,
    into: PlanVersion | None = None,
    reason: str = "",
) -> None:
    """End its way: taken in, declined or withdrawn; its author is told of the first two."""
    before = amendment.become(status)
    amendment.taken_into = into
    amendment.settled_at, amendment.settled_by = timezone.now(), by
    amendment.save(
        update_fields=["status", "answer", "taken_into", "settled_at", "settled_by"]
    )
    ledger.record(act, amendment, by=by, from_=before, to=amendment.status, reason=reason)
    if status != Status.WITHDRAWN:
        emails.amendment_settled(amendment, by=by)


def fingerprint(amendment: PlanAmendment, places: list[AmendmentPlace]) -> str:
    """The hash of what somebody proposes, by which a decision of the area is tied to it."""
    codes = PlanKey.objects.in_bulk([each.key_id for each in places if each.key_id])
    said = {
        "title": amendment.title,
        "reason": amendment.reason,
        "places": [
            {
                "section": each.section,
                "kind": each.kind,
                "key": codes[each.key_id].code if each.key_id else "",
                "base": each.base,
                "proposed": each.proposed,
            }
            for each in places
        ],
    }
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _agree(amendment: PlanAmendment, *, by: User | None) -> None:
    before = amendment.become(Status.AGREED)
    amendment.agreed_at, amendment.agreed_by = timezone.now(), by
    amendment.save(
        update_fields=["status", "decision", "agreed_at", "agreed_by", "agreed_because"]
    )
    ledger.record(
        Act.AMENDMENT_AGREED,
        amendment,
        by=by,
        from_=before,
        to=amendment.status,
        reason=amendment.agreed_because,
    )
    emails.amendment_settled(amendment, by=by)


def _hold_draft(amendment: PlanAmendment) -> None:
    """Hold it for a change of its words, which only a draft allows, while a plan is in force."""
    amendment.lock()
    if not permissions.can_amendment_edit.fits(amendment):
        raise not_amended.why_not_written(amendment)


def _note(amendment: PlanAmendment, by: User) -> None:
    if not ledger.is_noted(Act.AMENDMENT_CHANGED, amendment, by=by):
        ledger.record(Act.AMENDMENT_CHANGED, amendment, by=by)


def _decision_title(amendment: PlanAmendment) -> str:
    said = gettext("Amendment %(number)d of the business plan of the area “%(area)s”")
    return said % {"number": amendment.number, "area": amendment.area.name}
