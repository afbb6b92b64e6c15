"""What the page of an activity shows, for whoever reads it (A1-6a-i, B7-5)."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from areas import permissions
from areas.actions import activities
from areas.acts import Act
from areas.models import Activity, ActivityPart, Effort, PlanVersion
from areas.models.activity_kinds import PartRole
from areas.reading import activity_list, outcomes
from gmp_portal import ledger, rounds
from gmp_portal.accounts import offices
from gmp_portal.accounts.models.terms import today
from gmp_portal.accounts.rights import Anybody, is_officer
from gmp_portal.ledger import histories
from gmp_portal.reference.models import Country, CountryGroup

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from gmp_portal.ledger.models import Entry

# What goes on before the leads know of it; and a no, since whoever says it is not named any more.
NOT_PUBLIC = (
    Act.ACTIVITY_BEGUN,
    Act.ACTIVITY_SENT,
    Act.ACTIVITY_TAKEN_BACK,
    Act.ACTIVITY_ASKED_BACK,
    Act.ACTIVITY_DECLINED,
)


def gather(activity: Activity, reader: Anybody) -> dict[str, Any]:
    """Everything on the page: who takes part, what it serves, what reports tell, its history."""
    parts = activity.parts.select_related("partner__country")
    efforts = _efforts(activity)
    groups = _groups(activity)
    earlier = Activity.objects.public().filter(
        Q(pk=activity.continues_id) | Q(pk=activity.counted_with_id)
    )
    later = Activity.objects.public().filter(
        Q(continues=activity) | Q(counted_with=activity)
    )
    same = earlier | later
    trail = histories.told(_trail(activity, reader), to=reader)
    told, *_beside = rounds.run(
        outcomes.told_of([activity.pk]),
        rounds.asked(parts, efforts, groups, same),
        trail.beside(),
    )
    possible = permissions.ACTIVITY.possible(reader, activity)
    named = {role: [part for part in parts if part.role == role] for role in PartRole}
    return {
        "activity": activity,
        "area": activity.area,
        "possible": possible,
        "joint": [part for part in named[PartRole.JOINT] if _is_shown(part, possible)],
        "consulted": named[PartRole.CONSULTED],
        "donors": named[PartRole.DONOR],
        "consulted_names": activity.consulted_names.splitlines(),
        "donor_names": activity.donor_names.splitlines(),
        "efforts": efforts,
        "serves": [(label, words) for label, words in _serves(activity) if words],
        "countries": _with_groups(activity, groups),
        "lacks": activities.lacking(activity),
        "same": same,
        "twin": _twin(activity, possible),
        "told": told.get(activity.pk, []),
        "acknowledged_by": _who(activity, reader),
        "trail": trail,
    }


def _trail(activity: Activity, reader: Anybody) -> "QuerySet[Entry]":
    """Its history; others than those whom the draft concerned read it from its publication on."""
    trail = ledger.trail(activity)
    if not activity.is_begun or is_officer(reader):
        return trail
    within = reader.is_authenticated and (
        Activity.objects.concerning(reader).filter(pk=activity.pk).exists()
    )
    return trail if within else trail.exclude(kind__in=NOT_PUBLIC)


def _serves(activity: Activity) -> "list[tuple[StrOrPromise, list[StrOrPromise]]]":
    return [
        (_("Tags"), activity.named_tags),
        (_("Objectives of the Partnership"), activity.named_objectives),
        (_("Articles of the Minamata Convention"), activity.named_articles),
        (_("Targets of the Sustainable Development Goals"), activity.named_targets),
    ]


def _efforts(activity: Activity) -> "QuerySet[Effort]":
    """The efforts to which it belongs, as the plan in force has them."""
    in_force = PlanVersion.objects.current()
    rows = Effort.objects.filter(plan__in=in_force, key__activities=activity)
    return rows.select_related("key", "plan").defer("plan__snapshot").order_by("key")


def _groups(activity: Activity) -> "QuerySet[CountryGroup]":
    """The groups to which its countries belong today (P-20)."""
    rows = CountryGroup.objects.on(today())
    return rows.filter(country__in=activity.countries.all()).order_by("group")


def _with_groups(
    activity: Activity, groups: "QuerySet[CountryGroup]"
) -> list[tuple[Country, list[str]]]:
    """Its countries, each with the groups to which it belongs today."""
    by_country: dict[str, list[str]] = {}
    for row in groups:
        by_country.setdefault(row.country_id, []).append(str(row.get_group_display()))
    return [(each, by_country.get(each.pk, [])) for each in activity.countries.all()]


def _is_shown(part: ActivityPart, possible: set[str]) -> bool:
    """Who said no is shown to the partner while it can still change the draft."""
    return part.declined_at is None or "activity_change" in possible


def _twin(activity: Activity, possible: set[str]) -> Activity | None:
    """The activity of another area about which the leads are asked (N25)."""
    if "activity_count_once" not in possible:
        return None
    key: Any = permissions.twin_of(activity)
    twin: Activity | None = activity_list.rows(Activity.objects.filter(pk=key)).first()
    return twin


def _who(activity: Activity, reader: Anybody) -> Any:
    person = activity.acknowledged_by
    return offices.name_of(person, reader) if person else ""
