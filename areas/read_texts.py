"""What people read before they decide: plans, activities, ideas (A1-4b-iii, R-75, R-78)."""

from collections.abc import Iterator
from typing import Any, ClassVar

from areas.models import Activity, AreaOpportunity, PlanVersion
from areas.reading import snapshot
from gmp_portal.words import labelled
from gmp_portal.writing.read_texts import ReadText, Written, joined, register


class OfPlan(ReadText[PlanVersion]):
    """Everything that people wrote into a version of a plan; several do, so none is named."""

    model: ClassVar[Any] = PlanVersion

    def now(self, record: PlanVersion) -> Written:
        return Written("\n".join(_words(snapshot.written(record))))

    def clause(self, record: PlanVersion) -> str:
        return "A1-4b-iii"


class OfActivity(ReadText[Activity]):
    """What its partner says of an activity, as the leads read it before all others (R-75)."""

    model: ClassVar[Any] = Activity

    def now(self, record: Activity) -> Written:
        return Written(joined(*(str(word) for word in _of_activity(record) if word)))

    def clause(self, record: Activity) -> str:
        return "R-75"


def _of_activity(activity: Activity) -> Iterator[Any]:
    """Every part of its page, in the order of the page."""
    yield from (activity.title, activity.get_kind_display(), activity.summary)
    parts = activity.parts.filter(declined_at=None).order_by("role", "partner")
    for part in parts.select_related("partner"):
        yield labelled(part.get_role_display(), part.partner.name_on_record)
    yield from (activity.consulted_names, activity.donor_names)
    yield from sorted(str(area) for area in activity.also_in.all())
    yield from sorted(str(country) for country in activity.countries.all())
    yield from (activity.starts_on, activity.ends_on)
    yield from (name for name, _clause in activity.named_priorities)
    yield activity.get_focus_display()
    if activity.builds_capacity:
        yield Activity._meta.get_field("builds_capacity").verbose_name
    yield from activity.named_tags
    yield from activity.named_objectives
    yield from activity.named_articles
    yield from activity.named_targets
    yield from activity.efforts.order_by("pk").values_list("code", flat=True)


def _words(content: Any) -> Iterator[str]:
    """Every value of the content, in its order."""
    if isinstance(content, dict):
        content = content.values()
    elif isinstance(content, str) or not hasattr(content, "__iter__"):
        yield str(content)
        return
    for part in content:
        yield from _words(part)


class OfOpportunity(ReadText[AreaOpportunity]):
    """An idea as its partner suggests it, with what it answered the leads."""

    model: ClassVar[Any] = AreaOpportunity

    def now(self, record: AreaOpportunity) -> Written:
        words = (record.title, record.description, record.gain, record.link, record.answer)
        return Written(joined(*words))

    def clause(self, record: AreaOpportunity) -> str:
        return "R-78"


def register_all() -> None:
    """Tell ``writing`` on which texts people act."""
    register(OfPlan(), OfActivity(), OfOpportunity())
