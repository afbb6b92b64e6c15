"""Records of the demonstration: own and others', drafts and published, in every app."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from advisory_group.models import ChairTerm, Invitation, PlanReview, Recommendation, Seat
from areas.forms.row_kinds import KINDS
from areas.models import LeadTerm, PlanVersion
from gmp_portal.documents.models import Document
from gmp_portal.jobs.models import Job
from gmp_portal.meetings.models import Decision, Meeting, Objection, ObserverInvitation
from gmp_portal.notifications.models import Message
from gmp_portal.writing.models import Revision, UnsentForm
from partners.models import JoinRequest, LetterOfIntent, Partner, Representative
from reporting.assembly import blocks as assembly
from reporting.models import AreaReport, ProgressReport, Report, ReportingCycle
from tests.access.world import LOGINS, ROLES, World

Kwargs = dict[str, Any]
EVERYBODY = frozenset(ROLES)
SIGNED_IN = frozenset(LOGINS)
OFFICER = frozenset({"secretariat"})
GROUP = frozenset({"pag.member", "pag.chair", "area.lead", "other.area.lead"})
AT_THE_MEETING = GROUP | {"observer"}
APPLICANT = frozenset({"visitor-turned-applicant"})


@dataclass(frozen=True)
class Record:
    """The names that an address asks for, and which roles may know of the record."""

    label: str
    kwargs: Kwargs
    seen_by: Collection[str] = EVERYBODY

    @property
    def is_public(self) -> bool:
        return "anonymous" in self.seen_by


def first(rows: Any, **facts: Any) -> Any:
    """A record of the demonstration that must be there."""
    record = rows.filter(**facts).order_by("pk").first()
    assert record is not None, (
        f"The demonstration has no {rows.model.__name__} with {facts}."
    )
    return record


# Partners and letters --------------------------------------------------------------------


def _own(world: World) -> Partner:
    return first(Partner.objects, representatives__person=world.people["focal.point"])


def partners(world: World) -> Iterable[Record]:
    yield Record("partner", {"slug": _own(world).slug})
    yield Record("withdrawn", {"slug": first(Partner.objects, status="withdrawn").slug})
    yield Record("on record", {"slug": first(Partner.objects, evidence="E2").slug})


def terms(world: World) -> Iterable[Record]:
    term = first(Representative.objects, partner=_own(world))
    yield Record("term", {"slug": term.partner.slug, "pk": term.pk})


def join_requests(world: World) -> Iterable[Record]:
    asked = first(JoinRequest.objects)
    yield Record("asked", {"slug": asked.partner.slug, "pk": asked.pk})


def letters(world: World) -> Iterable[Record]:
    return _letters(LetterOfIntent.Status.values)


def letters_to_act_on(world: World) -> Iterable[Record]:
    return _letters(["draft", "submitted", "info_requested", "confirmed", "published"])


def _letters(states: Iterable[str]) -> Iterable[Record]:
    for status in states:
        letter = first(LetterOfIntent.objects, status=status)
        yield Record(status, {"key": letter.key}, _readers_of(letter))


def _readers_of(letter: LetterOfIntent) -> Collection[str]:
    if letter.is_published:
        return EVERYBODY
    return APPLICANT if letter.is_draft else APPLICANT | OFFICER


def letter_jobs(world: World) -> Iterable[Record]:
    for one in _letters(["submitted", "published"]):
        yield Record(one.label, one.kwargs | {"kind": "receipt"}, one.seen_by)


def attachments(world: World) -> Iterable[Record]:
    letter = first(LetterOfIntent.objects, status="draft")
    yield Record("draft", {"key": letter.key, "pk": letter.attachments.get().pk}, APPLICANT)


def letter_parts(world: World) -> Iterable[Record]:
    letter = first(LetterOfIntent.objects, status="draft")
    for part in ("organisation", "documents", "signature", "nonsense"):
        seen_by = () if part == "nonsense" else APPLICANT
        yield Record(part, {"key": letter.key, "part": part}, seen_by)


# Areas and plans -------------------------------------------------------------------------


def areas(world: World) -> Iterable[Record]:
    yield Record("gold", {"slug": "asgm"})
    yield Record("waste", {"slug": "waste-management"})


def led(world: World) -> Iterable[Record]:
    for current, term in enumerate(LeadTerm.objects.filter(area__slug="asgm")[:2]):
        yield Record(f"term {current}", {"slug": "asgm", "pk": term.pk})


def plans(world: World) -> Iterable[Record]:
    for status in ("published", "under_review", "in_consensus", "draft"):
        plan = first(PlanVersion.objects, status=status)
        kwargs = {"slug": plan.area.slug, "number": plan.number}
        yield Record(status, kwargs, _readers_of_plan(plan, world))


def _readers_of_plan(plan: PlanVersion, world: World) -> Collection[str]:
    """Drafts: people of the partners in the area, its leads, the secretariat."""
    if plan.status == "published":
        return EVERYBODY
    if plan.frozen_at:
        return SIGNED_IN
    members = plan.area.current_partners()
    people = Representative.objects.current().filter(partner__in=members)
    inside = {term.person_id for term in people}
    return OFFICER | {key for key in LOGINS if world.people[key].pk in inside}


def _drafts(world: World) -> list[Record]:
    return [one for one in plans(world) if one.label in ("draft", "under_review")]


def texts(world: World) -> Iterable[Record]:
    """A text with revisions: the summary of the next version of a plan."""
    revision = first(Revision.objects, kind="areas.section", number=2)
    plan = PlanVersion.objects.get(pk=revision.key.split("-")[0])
    kwargs = {"kind": revision.kind, "key": revision.key}
    yield Record("draft", kwargs, _readers_of_plan(plan, world))


def revisions(world: World) -> Iterable[Record]:
    for text in texts(world):
        yield Record(text.label, text.kwargs | {"number": 1}, text.seen_by)


def sections(world: World) -> Iterable[Record]:
    for one, key in zip(_drafts(world), ("II", "I"), strict=True):
        yield Record(one.label, one.kwargs | {"key": key}, one.seen_by)
    yield Record("no section", one.kwargs | {"key": "XX"}, ())


def row_kinds(world: World) -> Iterable[Record]:
    for one in _drafts(world):
        for kind in (*KINDS, "nonsense") if one.label == "draft" else ("objectives",):
            seen_by = () if kind == "nonsense" else one.seen_by
            yield Record(f"{one.label} {kind}", one.kwargs | {"kind": kind}, seen_by)


def rows(world: World) -> Iterable[Record]:
    for one in _drafts(world):
        plan = first(
            PlanVersion.objects,
            area__slug=one.kwargs["slug"],
            number=one.kwargs["number"],
        )
        kwargs = one.kwargs | {"kind": "objectives", "pk": plan.objectives.first().pk}
        yield Record(one.label, kwargs, one.seen_by)


def comments(world: World) -> Iterable[Record]:
    plan = first(PlanVersion.objects, comments__isnull=False)
    kwargs = {"slug": plan.area.slug, "number": plan.number}
    yield Record(
        "comment", kwargs | {"pk": plan.comments.first().pk}, _readers_of_plan(plan, world)
    )


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
    yield Record("draft", {"plan": draft.pk}, _readers_of_plan(draft, world))


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
    kwargs = {"cycle": cycle, "partner": _own(world).slug, "area": "asgm"}
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


# The rest --------------------------------------------------------------------------------


def documents(world: World) -> Iterable[Record]:
    """Files, with those who may open the record that owns each."""
    draft = LetterOfIntent.objects.get(status="draft", attachments__isnull=False)
    yield _file("of a draft", draft.attachments.get().document, APPLICANT)
    letter = first(LetterOfIntent.objects, status="published")
    yield _file("public letter", letter.public_letter, EVERYBODY)
    for status in ("available", "withdrawn"):
        paper = first(Meeting.objects, papers__status=status).papers.filter(status=status)
        seen_by = EVERYBODY if status == "available" else OFFICER | {"pag.chair"}
        yield _file(f"{status} paper", paper.first().document, seen_by)
    for report in Report.objects.exclude(pdf=None):
        seen_by = EVERYBODY if report.status == "published" else OFFICER
        yield _file(f"{report.status} report", report.pdf, seen_by)


def _file(label: str, document: Document, seen_by: Collection[str]) -> Record:
    return Record(label, {"pk": document.pk, "name": document.name}, seen_by)


def mails(world: World) -> Iterable[Record]:
    own = first(Message.objects, recipient=world.people["focal.point"], is_secret=False)
    yield Record("own", {"pk": own.pk}, {"focal.point"})


def jobs(world: World) -> Iterable[Record]:
    yield Record("open", {"pk": first(Job.objects, state="open").pk})


def rules(world: World) -> Iterable[Record]:
    yield Record("R-07", {"rule": "R-07"})


def unsent_forms(world: World) -> Iterable[Record]:
    yield Record("an officer's", {"pk": first(UnsentForm.objects).pk}, ("secretariat",))


def kinds(world: World) -> Iterable[Record]:
    yield Record("letters", {"kind": "letterofintent"})


def keys(world: World) -> Iterable[Record]:
    yield Record("invented", {"uidb36": "1", "key": "set-password"})


def links(world: World) -> Iterable[Record]:
    yield Record("invented", {"token": "sample"}, ())


def people_in_admin(world: World) -> Iterable[Record]:
    yield Record("somebody", {"object_id": str(world.people["focal.point"].pk)})


def on_site(world: World) -> Iterable[Record]:
    yield Record("invented", {"content_type_id": "1", "object_id": "1"})


def numbers(world: World) -> Iterable[Record]:
    yield Record("of nobody", {"pk": 1})
