"""Records of the demonstration: own and others', drafts and published, in every app."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from areas.forms.row_kinds import KINDS
from areas.models import (
    Activity,
    AreaOpportunity,
    CommentTask,
    CrossCuttingTopic,
    EffortCall,
    LeadTerm,
    OpportunityInterest,
    PartnershipArea,
    PlanAmendment,
    PlanCompanion,
    PlanImport,
    PlanKey,
    PlanSuggestion,
    PlanVersion,
    TopicArea,
)
from gmp_portal.accounts.models import AccountMerge, Erasure, User
from gmp_portal.documents.models import Document
from gmp_portal.incoming.models import IncomingMail
from gmp_portal.jobs.models import Job
from gmp_portal.meetings.models import Meeting
from gmp_portal.notifications.models import Message
from gmp_portal.ui import news
from gmp_portal.website.models import Announcement, Bulk, Holding, Notice, SavedFilter
from gmp_portal.writing.models import Revision, UnsentForm
from partners.models import (
    Funder,
    Import,
    IntroductionLink,
    JoinRequest,
    LetterOfIntent,
    MailedAnswer,
    Merge,
    Partner,
    PartnerInvitation,
    PartnerStatement,
    PastLetter,
    Representative,
    SilenceQuestion,
)
from reporting.models import Report
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


def own_partner(world: World) -> Partner:
    return first(Partner.objects, representatives__person=world.people["focal.point"])


def partners(world: World) -> Iterable[Record]:
    yield Record("partner", {"slug": own_partner(world).slug})
    yield Record("withdrawn", {"slug": first(Partner.objects, status="withdrawn").slug})
    yield Record("on record", {"slug": first(Partner.objects, evidence="E2").slug})


def terms(world: World) -> Iterable[Record]:
    term = first(Representative.objects, partner=own_partner(world))
    yield Record("term", {"slug": term.partner.slug, "pk": term.pk})


def own_partners(world: World) -> Iterable[Record]:
    yield Record("own", {"slug": own_partner(world).slug}, {"focal.point"})


def invitations(world: World) -> Iterable[Record]:
    asked = first(PartnerInvitation.objects)
    kwargs = {"slug": asked.partner.slug, "pk": asked.pk}
    yield Record("waiting", kwargs, OFFICER | {"focal.point"})


def checks(world: World) -> Iterable[Record]:
    yield Record("a check", {"check": "without-people"})


def lacking(world: World) -> Iterable[Record]:
    partner = first(Partner.objects.confirmed(), evidence="E2", representatives=None)
    yield Record("lacking", {"check": "without-people", "pk": partner.pk})


def silences(world: World) -> Iterable[Record]:
    asked = first(SilenceQuestion.objects.waiting())
    kwargs = {"slug": asked.partner.slug, "pk": asked.pk}
    yield Record("asked", kwargs, OFFICER | APPLICANT)


def statements(world: World) -> Iterable[Record]:
    said = first(PartnerStatement.objects.leaving())
    kwargs = {"slug": said.partner.slug, "pk": said.pk}
    yield Record("leaves", kwargs, OFFICER | APPLICANT)


def past_letters(world: World) -> Iterable[Record]:
    letter = first(PastLetter.objects.standing())
    yield Record("of 2006", {"slug": letter.partner.slug, "pk": letter.pk})


def introductions(world: World) -> Iterable[Record]:
    yield Record("of a partner", {"code": first(IntroductionLink.objects).code})
    yield Record("invented", {"code": "sample"}, ())


def join_requests(world: World) -> Iterable[Record]:
    asked = first(JoinRequest.objects)
    yield Record("asked", {"slug": asked.partner.slug, "pk": asked.pk})


def letters(world: World) -> Iterable[Record]:
    yield from _letters(
        each for each in LetterOfIntent.Status.values if each != "taken_down"
    )
    # Its number, its days and the reason stay at its address (A1-2c-6).
    taken_down = first(LetterOfIntent.objects, status="taken_down")
    yield Record("taken_down", {"key": taken_down.key}, EVERYBODY)


def letters_to_act_on(world: World) -> Iterable[Record]:
    states = [
        "draft",
        "submitted",
        "info_requested",
        "confirmed",
        "published",
        "taken_down",
    ]
    return _letters(states)


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


def mailed_answers(world: World) -> Iterable[Record]:
    mailed = first(MailedAnswer.objects)
    kwargs = {"key": mailed.letter.key, "pk": mailed.pk}
    # An officer knows of the letter, and not of what its sender has not sent on.
    yield Record("to be sent", kwargs, APPLICANT)


def confirmations(world: World) -> Iterable[Record]:
    letter = first(LetterOfIntent.objects, status="confirmed")
    yield Record("confirmed", {"reference": letter.confirmation_reference})


def letter_parts(world: World) -> Iterable[Record]:
    letter = first(LetterOfIntent.objects, status="draft")
    for part in ("organisation", "documents", "signature", "nonsense"):
        seen_by = () if part == "nonsense" else APPLICANT
        yield Record(part, {"key": letter.key, "part": part}, seen_by)


def partner_tables(world: World) -> Iterable[Record]:
    for status in ("checking", "checked", "discarded"):
        yield Record(status, {"pk": first(Import.objects, status=status).pk}, OFFICER)


def merges(world: World) -> Iterable[Record]:
    yield Record("made", {"pk": first(Merge.objects, status="made").pk}, OFFICER)


def account_merges(world: World) -> Iterable[Record]:
    yield Record("made", {"pk": first(AccountMerge.objects, status="made").pk}, OFFICER)


def pairs_of_people(world: World) -> Iterable[Record]:
    """Two accounts of the demonstration that look like one person."""
    near = User.objects.filter(name__in=["Wanda Example", "Example, Wanda"]).order_by("pk")
    one, other = near.values_list("pk", flat=True)
    yield Record("alike", {"pk": one, "other": other})


def pairs_of_partners(world: World) -> Iterable[Record]:
    """An entry of the demonstration and the one that looks like it."""
    near = ["Example Alliance for Clean Water", "Example Alliance for Clean Waters"]
    slugs = Partner.objects.filter(name__in=near).order_by("name").values_list("slug")
    [slug], [other] = slugs
    yield Record("alike", {"slug": slug, "other": other})


def funders(world: World) -> Iterable[Record]:
    yield Record("funder", {"pk": first(Funder.objects).pk}, OFFICER)


# Areas and plans -------------------------------------------------------------------------


def areas(world: World) -> Iterable[Record]:
    yield Record("gold", {"slug": "asgm"})
    yield Record("waste", {"slug": "waste-management"})


def areas_with_feeds(world: World) -> Iterable[Record]:
    yield from areas(world)
    yield Record("nowhere", {"slug": "nowhere"}, ())
    for area in PartnershipArea.objects.filter(status="proposed"):
        yield Record("proposed", {"slug": area.slug}, ())


def feeds(world: World) -> Iterable[Record]:
    for kind in ("all", *news.KINDS):
        yield Record(kind, {"kind": kind})
    yield Record("nonsense", {"kind": "nonsense"}, ())


def feeds_of_areas(world: World) -> Iterable[Record]:
    for kind, named in news.KINDS.items():
        seen_by = EVERYBODY if named.is_of_areas else ()
        yield Record(kind, {"slug": "asgm", "kind": kind}, seen_by)
    yield Record("nowhere", {"slug": "nowhere", "kind": "plans"}, ())


def languages(world: World) -> Iterable[Record]:
    for code in ("ar", "en", "zh-hans"):
        yield Record(code, {"code": code})
    yield Record("nonsense", {"code": "xx"}, ())


def areas_with_a_calendar(world: World) -> Iterable[Record]:
    yield Record("gold", {"area": "asgm"})


def led(world: World) -> Iterable[Record]:
    for current, term in enumerate(LeadTerm.objects.filter(area__slug="asgm")[:2]):
        yield Record(f"term {current}", {"slug": "asgm", "pk": term.pk})


def plans(world: World) -> Iterable[Record]:
    for status in ("published", "under_review", "in_consensus", "draft"):
        plan = first(PlanVersion.objects, status=status)
        kwargs = {"slug": plan.area.slug, "number": plan.number}
        yield Record(status, kwargs, readers_of_plan(plan, world))


def readers_of_plan(plan: PlanVersion, world: World) -> Collection[str]:
    """Drafts: people of the partners in the area, its leads, the secretariat."""
    if plan.status == "published":
        return EVERYBODY
    if plan.frozen_at:
        return SIGNED_IN
    members = plan.area.current_partners()
    people = Representative.objects.current().filter(partner__in=members)
    inside = {term.person_id for term in people}
    return OFFICER | {key for key in LOGINS if world.people[key].pk in inside}


def seers_of_call(call: EffortCall, world: World) -> Collection[str]:
    """Who works for the partner that was asked, who leads the area, the secretariat."""
    people = Representative.objects.current().filter(partner=call.partner)
    leads = LeadTerm.objects.current().filter(area=call.plan.area)
    inside = {term.person_id for term in (*people, *leads)}
    return OFFICER | {key for key in LOGINS if world.people[key].pk in inside}


def keys_of_plans(world: World) -> Iterable[Record]:
    """An effort of a plan in force, and one that stands in a draft only."""
    in_force = first(PlanVersion.objects, status="published")
    yield Record("in force", {"code": in_force.efforts.first().key.code})
    draft = first(PlanVersion.objects, status="draft")
    key = first(PlanKey.objects, effort_rows__plan=draft, kind="effort")
    if not PlanVersion.objects.published().filter(efforts__key=key).exists():
        yield Record("draft", {"code": key.code}, readers_of_plan(draft, world))
    yield Record("nothing", {"code": "EXAMPLE-E-99"}, ())


def _drafts(world: World) -> list[Record]:
    return [one for one in plans(world) if one.label in ("draft", "under_review")]


def texts(world: World) -> Iterable[Record]:
    """A text with revisions: the summary of the next version of a plan."""
    revision = first(Revision.objects, kind="areas.section", number=2)
    plan = PlanVersion.objects.get(pk=revision.key.split("-")[0])
    kwargs = {"kind": revision.kind, "key": revision.key}
    yield Record("draft", kwargs, readers_of_plan(plan, world))


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


def milestones(world: World) -> Iterable[Record]:
    plan = first(PlanVersion.objects, status="published")
    step = plan.efforts.first().milestones.first()
    yield Record("in force", {"slug": plan.area.slug, "number": plan.number, "pk": step.pk})


def comments(world: World) -> Iterable[Record]:
    plan = first(PlanVersion.objects, comments__isnull=False)
    kwargs = {"slug": plan.area.slug, "number": plan.number}
    yield Record(
        "comment", kwargs | {"pk": plan.comments.first().pk}, readers_of_plan(plan, world)
    )


def topics(world: World) -> Iterable[Record]:
    yield Record("open", {"slug": first(CrossCuttingTopic.objects, status="open").slug})


def topics_of_areas(world: World) -> Iterable[Record]:
    tie = first(TopicArea.objects.current(), area__slug="asgm")
    yield Record("of gold", {"slug": "asgm", "topic": tie.topic.slug})


def welcomes(world: World) -> Iterable[Record]:
    yield Record("gold", {"slug": "asgm", "language": "en"})


def companions(world: World) -> Iterable[Record]:
    companion = first(PlanCompanion.objects)
    plan = companion.plan
    kwargs = {"slug": plan.area.slug, "number": plan.number, "pk": companion.pk}
    yield Record("companion", kwargs, readers_of_plan(plan, world))


def copies(world: World) -> Iterable[Record]:
    """Files of a draft and of a submitted version in the language they are written in."""
    for one in _drafts(world):
        yield Record(
            one.label, one.kwargs | {"kind": "docx", "language": "en"}, one.seen_by
        )
    yield Record("no kind", one.kwargs | {"kind": "exe", "language": "en"}, ())


def translations(world: World) -> Iterable[Record]:
    for one in _drafts(world):
        yield Record(one.label, one.kwargs | {"language": "fr", "key": "I"}, one.seen_by)
    yield Record("no language", one.kwargs | {"language": "xx", "key": "I"}, ())


def plan_imports(world: World) -> Iterable[Record]:
    """A plan in Word that waits, for those who lead its area."""
    record = first(PlanImport.objects)
    place = {"slug": record.plan.area.slug, "number": record.plan.number}
    [draft] = [one for one in _drafts(world) if one.kwargs == place]
    yield Record("plan in Word", place | {"pk": record.pk}, draft.seen_by)


def comment_tasks(world: World) -> Iterable[Record]:
    task = first(CommentTask.objects, status="open")
    plan = task.comment.plan
    kwargs = {"slug": plan.area.slug, "number": plan.number, "pk": task.pk}
    yield Record("task", kwargs, readers_of_plan(plan, world))


def effort_calls(world: World) -> Iterable[Record]:
    """A request for own efforts, for those who work for its partner and those who lead."""
    call = first(EffortCall.objects, status="open")
    plan = call.plan
    kwargs = {"slug": plan.area.slug, "number": plan.number, "pk": call.pk}
    yield Record("request", kwargs, seers_of_call(call, world))


def opportunities(world: World) -> Iterable[Record]:
    """One of the register, and one that waits for the leads of its area."""
    yield Record("listed", {"pk": first(AreaOpportunity.objects, status="seeking").pk})
    asked = first(AreaOpportunity.objects, status="asked")
    people = Representative.objects.current().filter(partner=asked.partner)
    leads = LeadTerm.objects.current().filter(area=asked.area)
    inside = {term.person_id for term in (*people, *leads)}
    readers = {key for key in LOGINS if world.people[key].pk in inside}
    yield Record("asked", {"pk": asked.pk}, OFFICER | readers)


def interests(world: World) -> Iterable[Record]:
    """For those who said so, the leads and the secretariat."""
    interest = first(OpportunityInterest.objects)
    own = Representative.objects.current().filter(partner=interest.partner)
    leads = LeadTerm.objects.current().filter(area=interest.opportunity.area)
    inside = {term.person_id for term in (*own, *leads)}
    readers = {key for key in LOGINS if world.people[key].pk in inside}
    kwargs = {"pk": interest.opportunity_id, "interest": interest.pk}
    yield Record("interest", kwargs, OFFICER | readers)


def donors(world: World) -> Iterable[Record]:
    key = first(PlanKey.objects, kind="donor")
    yield Record("donor", {"code": key.code})


def own_efforts(world: World) -> Iterable[Record]:
    """The same with an effort of its partner."""
    [one] = effort_calls(world)
    call = EffortCall.objects.get(pk=one.kwargs["pk"])
    effort = first(call.plan.efforts, partner=call.partner)
    yield Record(one.label, one.kwargs | {"effort": effort.pk}, one.seen_by)


def activities(world: World) -> Iterable[Record]:
    """Of every state: drafts for their partner, for joint ones and for the leads."""
    for status in ("draft", "sent", "active", "ended"):
        activity = first(Activity.objects, status=status)
        is_public = status in ("active", "ended")
        seen_by = EVERYBODY if is_public else seers_of_activity(activity, world)
        yield Record(status, {"pk": activity.pk}, seen_by)
    told = first(Activity.objects, status="reported", reported__report__status="accepted")
    yield Record("told", {"pk": told.pk})
    yield Record("nothing", {"pk": 999_999_999}, ())


def seers_of_activity(activity: Activity, world: World) -> Collection[str]:
    """Who works for its partner or for one that carries it out too, and who leads the area."""
    parts = activity.parts.filter(role="joint", declined_at=None)
    partners = {activity.partner_id, *parts.values_list("partner", flat=True)}
    people = Representative.objects.current().filter(partner__in=partners)
    leads = LeadTerm.objects.current().filter(area=activity.area)
    inside = {term.person_id for term in (*people, *leads)}
    return frozenset(key for key in LOGINS if world.people[key].pk in inside)


def amendments(world: World) -> Iterable[Record]:
    """One that is written, for its author alone; and one that its area reads."""
    for status in ("draft", "proposed", "agreed"):
        yield _of_amendment(first(PlanAmendment.objects, status=status), world)


def _of_amendment(amendment: PlanAmendment, world: World, **more: Any) -> Record:
    kwargs = {"slug": amendment.area.slug, "number": amendment.number, **more}
    if amendment.status == "draft":
        people = {key for key in LOGINS if world.people[key] == amendment.author}
        return Record("draft", kwargs, people)
    return Record(amendment.status, kwargs, hearers_of(amendment.area, world))


def hearers_of(area: PartnershipArea, world: World) -> Collection[str]:
    """Who works for a partner of the area, or leads it, and the secretariat."""
    members = area.current_partners()
    people = Representative.objects.current().filter(partner__in=members)
    leads = LeadTerm.objects.current().filter(area=area)
    inside = {term.person_id for term in (*people, *leads)}
    return OFFICER | {key for key in LOGINS if world.people[key].pk in inside}


def heard_areas(world: World) -> Iterable[Record]:
    """Areas whose amendments the area reads."""
    for area in PartnershipArea.objects.filter(slug__in=("asgm", "waste-management")):
        yield Record(area.slug, {"slug": area.slug}, hearers_of(area, world))


def amendment_texts(world: World) -> Iterable[Record]:
    written = first(PlanAmendment.objects, status="draft")
    yield _of_amendment(written, world, key="I")


def amendment_rows(world: World) -> Iterable[Record]:
    written = first(PlanAmendment.objects, status="draft")
    code = written.area.plans.current().get().efforts.first().key.code
    yield _of_amendment(written, world, code=code)


def amendment_lists(world: World) -> Iterable[Record]:
    written = first(PlanAmendment.objects, status="draft")
    yield _of_amendment(written, world, kind="donors")


def amendment_places(world: World) -> Iterable[Record]:
    written = first(PlanAmendment.objects, status="draft")
    yield _of_amendment(written, world, pk=written.places.first().pk)


def suggestions(world: World) -> Iterable[Record]:
    made = first(PlanSuggestion.objects, status="open")
    plan = made.plan
    kwargs = {"slug": plan.area.slug, "number": plan.number, "pk": made.pk}
    yield Record("suggestion", kwargs, readers_of_plan(plan, world))


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


def holdings(world: World) -> Iterable[Record]:
    holder = world.people["secretariat"]
    pk = first(Holding.objects, holder=holder).pk
    yield Record("the officer's", {"pk": pk}, ("secretariat",))


def saved_filters(world: World) -> Iterable[Record]:
    pk = first(SavedFilter.objects, person=world.people["secretariat"]).pk
    yield Record("the officer's", {"pk": pk}, ("secretariat",))


def kept_lists(world: World) -> Iterable[Record]:
    for page in SavedFilter.Page.values:
        yield Record(page, {"page": page})


def held_mails(world: World) -> Iterable[Record]:
    yield Record(
        "of a stranger", {"pk": IncomingMail.objects.get(state="held").pk}, OFFICER
    )


def announcements(world: World) -> Iterable[Record]:
    draft = first(Announcement.objects, status="draft")
    yield Record("draft", {"pk": draft.pk}, OFFICER)


def issues(world: World) -> Iterable[Record]:
    yield Record("sent", {"pk": first(Announcement.objects.issues()).pk})


def bulks(world: World) -> Iterable[Record]:
    yield Record("frozen", {"pk": first(Bulk.objects).pk}, OFFICER)


def erasures(world: World) -> Iterable[Record]:
    pk = first(Erasure.objects.recorded()).pk
    yield Record("recorded", {"pk": pk}, OFFICER)


def notices(world: World) -> Iterable[Record]:
    yield Record("coming", {"pk": first(Notice.objects).pk}, OFFICER)


def mail_texts(_world: World) -> Iterable[Record]:
    kwargs = {"name": "reporting.reminder", "language": "en"}
    # Which kinds of mails there are is no secret: the page asks who reads it first.
    yield Record("the reminder", kwargs)


def reminders(_world: World) -> Iterable[Record]:
    # Which reminders there are is no secret: the page asks who reads it first.
    yield Record("terms of leads", {"kind": "lead_term"})


def mails_of_records(world: World) -> Iterable[Record]:
    letter = first(LetterOfIntent.objects, status="submitted")
    kwargs = {"kind": "partners.letterofintent", "key": str(letter.pk)}
    # The page is of the desk: nobody else is told whether there is such a record.
    yield Record("submitted", kwargs)


def rules(world: World) -> Iterable[Record]:
    yield Record("R-07", {"rule": "R-07"})


def unsent_forms(world: World) -> Iterable[Record]:
    yield Record("an officer's", {"pk": first(UnsentForm.objects).pk}, ("secretariat",))


def kinds(world: World) -> Iterable[Record]:
    yield Record("letters", {"kind": "letterofintent"})


def parts(world: World) -> Iterable[Record]:
    yield Record("Annex 1", {"part": "annex-1"})


def keys(world: World) -> Iterable[Record]:
    yield Record("invented", {"uidb36": "1", "key": "set-password"})


def uploads(world: World) -> Iterable[Record]:
    # Only HEAD, PATCH and DELETE are answered there, and whoever asks otherwise learns nothing.
    yield Record("invented", {"pk": UUID(int=7)})


def languages_of_forms(world: World) -> Iterable[Record]:
    yield Record("Arabic", {"language": "ar"}, EVERYBODY)
    yield Record("none", {"language": "de"}, ())


def links(world: World) -> Iterable[Record]:
    yield Record("invented", {"token": "sample"}, ())


def people_in_admin(world: World) -> Iterable[Record]:
    yield Record("somebody", {"object_id": str(world.people["focal.point"].pk)})


def on_site(world: World) -> Iterable[Record]:
    yield Record("invented", {"content_type_id": "1", "object_id": "1"})


def numbers(world: World) -> Iterable[Record]:
    yield Record("of nobody", {"pk": 1})
