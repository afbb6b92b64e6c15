"""What can happen to an activity of a partner in an area (A1-6a-i, A1-6a-iii, B7-5)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from areas import emails_of_activities as emails
from areas import not_active, permissions
from areas.acts import Act
from areas.models import Activity, ActivityPart, PartnershipArea
from areas.models.activities import Description
from areas.models.activity_kinds import PartRole
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.accounts.rights import Permission
from gmp_portal.reference.models import Country
from gmp_portal.workflow import RuleRefusedError, unmet
from gmp_portal.writing import actions as revisions
from partners.models import Partner

Status = Activity.Status
# The name of its draft among the texts that several people write.
TEXT = "areas.activity"
DESCRIBED = ["title", "priorities", "focus", "builds_capacity"]


@transaction.atomic
def begin(
    partner: Partner,
    area: PartnershipArea,
    description: Description,
    *,
    continues: Activity | None = None,
) -> Activity:
    """Enter an activity; drafts change from minute to minute, so no act is written."""
    activity = Activity(partner=partner, area=area, continues=continues)
    _put(activity, description)
    activity.save()
    activity.countries.set(_countries(description))
    if continues:
        _keep_answers(activity, continues)
    return activity


@transaction.atomic
def describe(activity: Activity, description: Description) -> None:
    """Say in other words what the activity is.

    The database refuses it while a report that tells of it is submitted or accepted.
    """
    activity.lock()
    if activity.description == description:
        return
    _put(activity, description)
    activity.save(update_fields=DESCRIBED)
    activity.countries.set(_countries(description))


def _put(activity: Activity, description: Description) -> None:
    activity.title = description.title
    activity.priorities = list(description.priorities)
    activity.focus = description.focus
    activity.builds_capacity = description.builds_capacity


def _countries(description: Description) -> QuerySet[Country]:
    return Country.objects.filter(pk__in=description.countries)


@transaction.atomic
def join(activity: Activity, earlier: Activity, *, by: User) -> None:
    """Say that an activity continues an earlier one of the same partner and area."""
    activity.lock()
    _refuse_settled(activity)
    if (earlier.partner_id, earlier.area_id) != (activity.partner_id, activity.area_id):
        refusal = _("Only activities of one partner in one area can be joined.")
        raise RuleRefusedError(refusal, clause="B7-5")
    if earlier.pk >= activity.pk:
        refusal = _("An activity continues one that was entered before it.")
        raise RuleRefusedError(refusal, clause="B7-5")
    activity.continues = earlier
    activity.save(update_fields=["continues"])
    _keep_answers(activity, earlier)
    ledger.record(Act.ACTIVITY_JOINED, activity, by=by, earlier=earlier.pk)


@transaction.atomic
def keep_apart(activity: Activity, *, by: User) -> None:
    """Say that an activity is another one than those of the same title."""
    activity.lock()
    _refuse_settled(activity)
    activity.stands_apart = True
    activity.save(update_fields=["stands_apart"])
    ledger.record(Act.ACTIVITY_KEPT_APART, activity, by=by)


def _refuse_settled(activity: Activity) -> None:
    if activity.continues_id is not None or activity.stands_apart:
        refusal = _("This was settled already: reload the page.")
        raise RuleRefusedError(refusal, clause="B7-5")


# Begun by a partner, acknowledged by the lead (A1-6a-i, R-75) -----------------------------

TEXTS = ("title", "focus", "kind", "summary", "starts_on", "ends_on")
TAGS = ("priorities", "tags", "objectives", "articles", "sdg_targets", "builds_capacity")
WRITTEN = (*TEXTS, *TAGS, "consulted_names", "donor_names")


@transaction.atomic
def start(
    area: PartnershipArea, *, partner: Partner, facts: Mapping[str, Any], by: User
) -> Activity:
    """Begin an activity of a partner of the area: a draft that its leads do not hear of yet."""
    area.lock()
    if not permissions.can_activity_begin.fits(area):
        raise not_active.why_not_begun(area)
    if not area.current_partners().filter(pk=partner.pk).exists():
        raise not_active.why_outside()
    activity = Activity(partner=partner, area=area, status=Status.DRAFT)
    _write(activity, facts)
    ledger.record(Act.ACTIVITY_BEGUN, activity, by=by, to=Status.DRAFT)
    return activity


@transaction.atomic
def change(activity: Activity, *, facts: Mapping[str, Any], by: User) -> None:
    """Say in the draft what the activity is; steps stand in the ledger, not savings."""
    _hold(activity, permissions.can_activity_change)
    _write(activity, facts)
    ledger.follow(activity)


def hold_draft(activity: Activity) -> None:
    """Re-read the draft of an activity for a change, and hold it until then."""
    _hold(activity, permissions.can_activity_change)


@transaction.atomic
def send(activity: Activity, *, by: User) -> None:
    """Send the draft to the leads of the area; those who carry it out too hear of it."""
    _hold(activity, permissions.can_activity_send)
    refuse_incomplete(activity)
    before = activity.become(Status.SENT)
    activity.sent_at, activity.sent_by, activity.asked_back = timezone.now(), by, ""
    activity.save(update_fields=["status", "sent_at", "sent_by", "asked_back"])
    ledger.record(Act.ACTIVITY_SENT, activity, by=by, from_=before, to=activity.status)
    emails.sent(activity, by=by)
    emails.joint(activity, by=by)


def refuse_incomplete(activity: Activity) -> None:
    """The leads read what is done, and from when on."""
    if lacks := lacking(activity):
        raise unmet(lacks, "R-75")


def lacking(activity: Activity) -> str:
    """What has to be said before it is sent, for the page and for the act."""
    if not activity.summary.strip():
        return _("Describe the activity before you send it.")
    if activity.starts_on is None:
        return _("Say from which day on, before you send it.")
    return ""


@transaction.atomic
def take_back(activity: Activity, *, by: User) -> None:
    """Take it back from the leads to write on."""
    _hold(activity, permissions.can_activity_take_back)
    before = _to_draft(activity)
    ledger.record(
        Act.ACTIVITY_TAKEN_BACK, activity, by=by, from_=before, to=activity.status
    )


@transaction.atomic
def remove(activity: Activity, *, by: User) -> None:
    """Delete a draft; what the leads acknowledged stays."""
    _hold(activity, permissions.can_activity_remove)
    ledger.record(Act.ACTIVITY_REMOVED, activity, by=by, from_=Status.DRAFT)
    revisions.forget(TEXT, [str(activity.pk)])
    key = activity.pk
    activity.delete()
    # Nothing of it is found any more.
    activity.pk = key
    ledger.follow(activity)


@transaction.atomic
def acknowledge(activity: Activity, *, by: User) -> None:
    """Note that the leads know of it: it is public, and active from its beginning."""
    _hold(activity, permissions.can_activity_acknowledge)
    before = activity.become(Status.ACTIVE)
    activity.acknowledged_at, activity.acknowledged_by = timezone.now(), by
    activity.save(update_fields=["status", "acknowledged_at", "acknowledged_by"])
    ledger.record(
        Act.ACTIVITY_ACKNOWLEDGED, activity, by=by, from_=before, to=activity.status
    )
    emails.acknowledged(activity, by=by)


@transaction.atomic
def ask_back(activity: Activity, *, question: str, by: User) -> None:
    """Ask its partner something: it is a draft again, and what was written stays."""
    _hold(activity, permissions.can_activity_ask_back)
    before = _to_draft(activity, question)
    ledger.record(
        Act.ACTIVITY_ASKED_BACK, activity, by=by, from_=before, to=activity.status
    )
    emails.asked_back(activity, by=by)


def _to_draft(activity: Activity, question: str = "") -> str:
    before = activity.become(Status.DRAFT)
    activity.sent_at, activity.sent_by, activity.asked_back = None, None, question
    activity.save(update_fields=["status", "sent_at", "sent_by", "asked_back"])
    return before


@transaction.atomic
def end(activity: Activity, *, outcome: str, on: date, by: User) -> None:
    """Say what came of the activity; it ends on this day."""
    _hold(activity, permissions.can_activity_end)
    if on > today():
        raise unmet(_("This day is still to come: end it once it is over."), "R-75")
    if activity.starts_on and on < activity.starts_on:
        raise unmet(_("It had not begun on this day: choose a later one."), "R-75")
    before = activity.become(Status.ENDED)
    activity.outcome, activity.ends_on = outcome, on
    activity.ended_at, activity.ended_by = timezone.now(), by
    activity.save(update_fields=["status", "outcome", "ends_on", "ended_at", "ended_by"])
    ledger.record(Act.ACTIVITY_ENDED, activity, by=by, from_=before, to=activity.status)
    emails.ended(activity, by=by)


@transaction.atomic
def decline(activity: Activity, *, partner: Partner, by: User) -> None:
    """Say for a partner that it does not carry the activity out, whatever its draft said."""
    _hold(activity, permissions.can_activity_decline)
    part = activity.parts.joint().filter(partner=partner).first()
    if part is None:
        said = _("This partner is not named any more: there is nothing to say no to.")
        raise RuleRefusedError(said, clause="R-77")
    part.declined_at, part.declined_by = timezone.now(), by
    part.save(update_fields=["declined_at", "declined_by"])
    ledger.record(Act.ACTIVITY_DECLINED, activity, by=by, partner=partner.pk)
    emails.declined(activity, partner, by=by)


@transaction.atomic
def count_once(activity: Activity, *, by: User) -> None:
    """Say that it is the same as the one of this title in another area: both count as one (N25)."""
    _hold(activity, permissions.can_activity_count_once)
    twin: Any = permissions.twin_of(activity)
    other = Activity.objects.get(pk=twin)
    _count_with(activity, other)
    _pass_on(activity)
    ledger.record(Act.ACTIVITY_COUNTED_ONCE, activity, by=by, other=other.pk)


@transaction.atomic
def count_apart(activity: Activity, *, by: User) -> None:
    """Say that it is another one than the one of this title in another area."""
    _hold(activity, permissions.can_activity_count_apart)
    activity.counted_apart = True
    activity.save(update_fields=["counted_apart"])
    _pass_on(activity)
    ledger.record(Act.ACTIVITY_COUNTED_APART, activity, by=by)


def _count_with(activity: Activity, other: Activity) -> None:
    """Let two count as one, in every area in which either of them is."""
    activity.counted_with = other
    activity.save(update_fields=["counted_with"])
    areas = {activity.area, *activity.also_in.all()} - {other.area}
    for each in (other, *_continuing(other)):
        each.also_in.add(*areas)
        # The area is found by its own list, too.
        ledger.follow(each)


def _continuing(activity: Activity) -> Iterator[Activity]:
    """Those that tell of it in other words, drafted or reported already."""
    for later in activity.continued_by.select_related("area"):
        yield later
        yield from _continuing(later)


def _pass_on(activity: Activity) -> None:
    """What is answered now holds for those that continue the activity already (R-76)."""
    for later in _continuing(activity):
        _keep_answers(later, activity)


def _keep_answers(activity: Activity, earlier: Activity) -> None:
    """What was said of an activity holds for the one that continues it (R-76)."""
    activity.also_in.add(*earlier.also_in.all())
    if activity.counted_apart:
        return
    other = activity.counted_with or earlier.counted_with
    if other:
        _count_with(activity, other)
    elif earlier.counted_apart or _is_told_apart(activity, earlier):
        activity.counted_apart = True
        activity.save(update_fields=["counted_apart"])


def _is_told_apart(activity: Activity, earlier: Activity) -> bool:
    """Whether all others of its title, which came later, were said to be other ones."""
    newer = Activity.objects.titled_alike(earlier).filter(pk__gt=earlier.pk)
    others = newer.exclude(pk=activity.pk).public().counted()
    answers = set(others.values_list("counted_apart", flat=True))
    return answers == {True}


def _hold(activity: Activity, permission: Permission[Activity]) -> None:
    """Lock the activity, and refuse what its state does not allow any more."""
    activity.lock()
    if not permission.fits(activity):
        raise permission.otherwise(activity)


def _write(activity: Activity, facts: Mapping[str, Any]) -> None:
    """Put what was typed into the draft, with the partners and records it names."""
    for name in WRITTEN:
        setattr(activity, name, facts[name])
    donors, activity.donor_names = _named_in(facts["donor_names"])
    consulted, activity.consulted_names = _named_in(facts["consulted_names"])
    if activity.pk is None:
        activity.save()
    else:
        activity.save(update_fields=WRITTEN)
    activity.countries.set(facts["countries"])
    activity.also_in.set([area for area in facts["also_in"] if area != activity.area])
    activity.efforts.set(facts["efforts"])
    _name(activity, PartRole.JOINT, facts["joint"])
    _name(activity, PartRole.CONSULTED, consulted)
    _name(activity, PartRole.DONOR, donors)


def _name(activity: Activity, role: str, partners: Iterable[Partner]) -> None:
    """Name these partners in this part; who said no has said so, whatever is typed (R-77)."""
    wanted = {partner.pk for partner in partners if partner.pk != activity.partner_id}
    parts = activity.parts.filter(role=role)
    parts.filter(declined_at=None).exclude(partner__in=wanted).delete()
    known = set(parts.values_list("partner", flat=True))
    ActivityPart.objects.bulk_create(
        ActivityPart(activity=activity, partner_id=pk, role=role)
        for pk in sorted(wanted - known)
    )


def _named_in(typed: str) -> tuple[list[Partner], str]:
    """Those of these lines that are the name of one partner, and the other lines."""
    lines = [*filter(None, map(str.strip, typed.splitlines()))]
    named = Partner.objects.confirmed().one_of_each(lines)
    others = [line for line in lines if line not in named]
    return [*named.values()], "\n".join(others)
