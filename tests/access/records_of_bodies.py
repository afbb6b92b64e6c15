"""Records of the bodies that meet, of the Advisory Group and of the reporting."""

from collections.abc import Iterable

from advisory_group.models import (
    ChairTerm,
    Invitation,
    PlanReview,
    Recommendation,
    Seat,
    TakenUp,
)
from areas.models import PlanVersion
from gmp_portal.meetings.models import Decision, Meeting, Objection, ObserverInvitation
from reporting.assembly import blocks as assembly
from reporting.models import (
    AreaReport,
    ImportedText,
    ProgressReport,
    Report,
    ReportingCycle,
)
from tests.access.records import (
    AT_THE_MEETING,
    EVERYBODY,
    GROUP,
    OFFICER,
    SIGNED_IN,
    Record,
    first,
    own_partner,
    readers_of_plan,
)
from tests.access.world import World

# Meetings and decisions ------------------------------------------------------------------


def bodies(world: World) -> Iterable[Record]:
    yield Record("group", {"body": "pag"})
    yield Record("gold", {"body": "asgm"})


def meetings(world: World) -> Iterable[Record]:
    yield Record("held", {"slug": _reported().slug})
    yield Record(
        "convened",
        {"slug": first(Meeting.objects, status="convened", body__slug="asgm").slug},
    )
    yield Record(
        "planned",
        {"slug": first(Meeting.objects, status="planned", body__slug="pag").slug},
        OFFICER | {"pag.chair"},
    )
    yield Record("on record", {"slug": first(Meeting.objects, is_imported=True).slug})


def _reported() -> Meeting:
    return first(Meeting.objects, report__status="adopted")


def meeting_reports(world: World) -> Iterable[Record]:
    yield Record("adopted", {"slug": _reported().slug}, OFFICER | AT_THE_MEETING)
    drafted = first(Meeting.objects, report__status="draft")
    yield Record("draft", {"slug": drafted.slug}, OFFICER | {"pag.chair"})


def agenda(world: World) -> Iterable[Record]:
    meeting = first(Meeting.objects, status="convened", agenda__isnull=False)
    yield Record("item", {"slug": meeting.slug, "pk": meeting.agenda.first().pk})


def papers(world: World) -> Iterable[Record]:
    for status in ("available", "withdrawn"):
        meeting = first(Meeting.objects, papers__status=status)
        paper = meeting.papers.filter(status=status).first()
        yield Record(status, {"slug": meeting.slug, "pk": paper.pk})


def observers(world: World) -> Iterable[Record]:
    invitation = first(ObserverInvitation.objects)
    yield Record("invited", {"slug": invitation.meeting.slug, "pk": invitation.pk})


def decisions(world: World) -> Iterable[Record]:
    open_ = first(Decision.objects, status="open", body__slug="pag")
    of_area = first(Decision.objects, status="open", body__slug="products")
    drafted = first(Decision.objects, status="drafted", body__slug="pag")
    yield Record("adopted", {"slug": first(Decision.objects, status="adopted").slug})
    yield Record("open", {"slug": open_.slug}, OFFICER | GROUP)
    electors = {"focal.point", "other.focal.point", "area.lead"}
    yield Record("of an area", {"slug": of_area.slug}, OFFICER | electors)
    yield Record("drafted", {"slug": drafted.slug}, OFFICER | {"pag.chair"})


def objections(world: World) -> Iterable[Record]:
    objection = first(Objection.objects, status="maintained")
    kwargs = {"slug": objection.decision.slug, "pk": objection.pk}
    yield Record("maintained", kwargs, OFFICER | GROUP)


# The Advisory Group ----------------------------------------------------------------------


def reviews(world: World) -> Iterable[Record]:
    yield Record("concluded", {"pk": first(PlanReview.objects, status="concluded").pk})
    yield Record(
        "open", {"pk": first(PlanReview.objects, status="open").pk}, OFFICER | GROUP
    )


def recommendations(world: World) -> Iterable[Record]:
    for status, seen_by in (("concluded", EVERYBODY), ("open", OFFICER | GROUP)):
        found = first(Recommendation.objects, review__status=status)
        yield Record(status, {"pk": found.pk}, seen_by)


def invitations(world: World) -> Iterable[Record]:
    invited = first(Invitation.objects, person=world.people["other.focal.point"])
    accepted = first(Invitation.objects, person=world.people["pag.member"])
    yield Record("invited", {"pk": invited.pk}, OFFICER | {"other.focal.point"})
    yield Record("accepted", {"pk": accepted.pk}, OFFICER | {"pag.member"})


def seats(world: World) -> Iterable[Record]:
    seat = first(Seat.objects.current(), person=world.people["pag.member"])
    yield Record("seat", {"pk": seat.pk}, OFFICER | {"pag.member"})


def chairs(world: World) -> Iterable[Record]:
    yield Record("chair", {"pk": first(ChairTerm.objects).pk})


def reviewed(world: World) -> Iterable[Record]:
    plan = first(PlanVersion.objects, status="under_review")
    draft = first(PlanVersion.objects, status="draft")
    yield Record("under review", {"plan": plan.pk}, SIGNED_IN)
    yield Record("draft", {"plan": draft.pk}, readers_of_plan(draft, world))


def next_versions(world: World) -> Iterable[Record]:
    """The draft that comes after a version which the group has reviewed."""
    plan = first(TakenUp.objects).plan
    yield Record("draft", {"plan": plan.pk}, readers_of_plan(plan, world))


def taken_up(world: World) -> Iterable[Record]:
    mark = first(TakenUp.objects)
    pks = {"plan": mark.plan_id, "pk": mark.recommendation_id}
    yield Record("draft", pks, readers_of_plan(mark.plan, world))


# Reporting -------------------------------------------------------------------------------


def progress(world: World) -> Iterable[Record]:
    own = OFFICER | {"focal.point"}
    yield Record("accepted", {"pk": first(ProgressReport.objects, status="accepted").pk})
    yield Record("draft", {"pk": first(ProgressReport.objects, status="draft").pk}, own)
    sent = first(ProgressReport.objects, status="submitted", area__slug="asgm")
    yield Record("submitted", {"pk": sent.pk}, own | {"area.lead"})
    back = first(ProgressReport.objects, status="returned", area__slug="waste-management")
    yield Record("returned", {"pk": back.pk}, own | {"other.area.lead"})


def area_reports(world: World) -> Iterable[Record]:
    yield Record("accepted", {"pk": first(AreaReport.objects, status="accepted").pk})
    draft = first(AreaReport.objects, status="draft", area__slug="asgm")
    yield Record("draft", {"pk": draft.pk}, {"area.lead"})


def _cycle() -> ReportingCycle:
    return first(ReportingCycle.objects, status="open")


def progress_starts(world: World) -> Iterable[Record]:
    cycle = _cycle().slug
    kwargs = {"cycle": cycle, "partner": own_partner(world).slug, "area": "asgm"}
    yield Record("own", kwargs)


def area_starts(world: World) -> Iterable[Record]:
    yield Record("gold", {"cycle": _cycle().slug, "area": "asgm"})


def cycles(world: World) -> Iterable[Record]:
    for cycle in ReportingCycle.objects.all():
        yield Record(cycle.status, {"slug": cycle.slug})


def reports(world: World) -> Iterable[Record]:
    for status in Report.objects.order_by().values_list("status", flat=True).distinct():
        report = first(Report.objects, status=status)
        seen_by = EVERYBODY if status == "published" else OFFICER
        yield Record(status, {"slug": report.slug}, seen_by)


def blocks(world: World) -> Iterable[Record]:
    for one in reports(world):
        report = Report.objects.get(**one.kwargs)
        places = assembly.places(report.document, report.sources)
        typed = next(place.number for place in places if place.is_editable)
        named = (one.label, 1), (f"{one.label}, no such block", 99_999)
        for label, number in (*named, (f"{one.label}, a text", typed)):
            yield Record(label, one.kwargs | {"number": number}, one.seen_by)


def removed_texts(world: World) -> Iterable[Record]:
    for one in reports(world):
        yield Record(
            f"{one.label}, no such text", one.kwargs | {"key": "0.99"}, one.seen_by
        )


def imported_texts(world: World) -> Iterable[Record]:
    for status in ("reading", "settling", "discarded"):
        text = first(ImportedText.objects, status=status)
        yield Record(status, {"pk": text.pk}, OFFICER)
