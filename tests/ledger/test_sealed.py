"""What was decided or published stays so in the database, whoever writes past the portal (P-1)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from areas.models import (
    Application,
    Linkage,
    MilestoneNote,
    Opportunity,
    PlanComment,
    ProjectRequest,
    Risk,
)
from gmp_portal.accounts.models import AccountDistinction, AccountMerge
from gmp_portal.exchange.tables.rows import Row, TableRows
from gmp_portal.launcher.servers import RUNNING_ROLE
from gmp_portal.ledger import guards
from gmp_portal.ledger.other_guards import GUARDS
from gmp_portal.ledger.seals import SEALS
from gmp_portal.website.models import Announcement
from gmp_portal.writing import actions as revisions
from gmp_portal.writing.models import Revision
from partners.actions import imports, letter_notes
from partners.models import (
    Attachment,
    Distinction,
    Introduction,
    Merge,
    NoteFile,
    SetAside,
    SignatureRequest,
)
from partners.reading.imports import answering
from reporting.actions import reports
from tests.before_rule import as_it_was
from tests.factories import advisory_group, areas, meetings, partners, reporting
from tests.factories.accounts import UserFactory
from tests.factories.amendments import AmendmentFactory
from tests.factories.reference import CountryFactory
from tests.migrating import latest, migrate

DECISION = """
    status partner_id confirmation_reference confirmed_at confirmed_by_id publish_due_on
    decline_proposed_at decline_proposed_by_id decline_reason declined_at declined_by_id
    withdrawn_at withdrawn_by_id withdrawal_reason receipt_id
"""
FILES = "receipt_id confirmation_letter_id"
PUBLISHING = """
    status public_letter_id public_version published_at published_by_id public_paper_id
    publish_due_on postponed_because
"""
SECOND = "seconded_at seconded_by_id"
CLEARANCE = """
    has_personal_data clearance_note public_statement public_contribution overruled
    cleared_at cleared_by_id shows_paper paper_note boxes
"""
CONCLUSION = """
    status outcome decision_id unanswered_reason concluded_at concluded_by_id reminded_at
"""
SETTLING = "status read_as settled_as unsure typed version report_id"
ANSWER = "answer_kind answer answered_at answered_by_id"
NOTHING = ""


def attachment():
    letter = partners.LetterFactory.create(submitted=True, status="info_requested")
    document = partners.PublicFileFactory.create()
    made = Attachment.objects.create(letter=letter, document=document)
    as_it_was(letter, status="submitted")
    return made


def signature(**fields):
    letter = partners.LetterFactory.create(submitted=True)
    return SignatureRequest.objects.create(
        letter=letter,
        name="Sample Signatory",
        email="signatory@example.org",
        entered_by=letter.sender,
        token_sha256=f"{letter.pk:064}",
        expires_at=timezone.now() + timedelta(days=30),
        **fields,
    )


def note_on_letter():
    letter = partners.LetterFactory.create(submitted=True)
    return letter_notes.write(letter, "A word about it.", by=letter.sender)


def note_file():
    document = partners.PublicFileFactory.create()
    return NoteFile.objects.create(note=note_on_letter(), document=document)


def mailed_answer(**fields):
    letter = partners.LetterFactory.create(submitted=True)
    return partners.mailed_answer(letter, "A word about it.", **fields)


def answered_question():
    question = partners.InformationRequestFactory.create().questions.first()
    as_it_was(
        question.request, answered_at=timezone.now(), answered_by=UserFactory.create()
    )
    return question


def decided_request():
    asked, officer = partners.JoinRequestFactory.create(), UserFactory.create()
    decision = {"decided_at": timezone.now(), "decided_by": officer}
    return as_it_was(asked, status="refused", **decision)


def revision(**fields):
    made = revisions.keep("test.text", "1", {"text": ["Words"]}, by=UserFactory.create())
    return as_it_was(made, **fields)


def meeting_report(**fields):
    report = meetings.MeetingReportFactory.create(adopted=True)
    return as_it_was(report, **fields) if fields else report


def published_meeting_report():
    now, officer = timezone.now(), UserFactory.create()
    file = partners.PublicFileFactory.create()
    release = {"release_at": now, "release_by": officer, "published_at": now}
    return meeting_report(status="published", pdf=file, **release)


def in_closed(factory):
    return factory.create(meeting=meetings.MeetingFactory.create(closed=True))


def of_adopted(factory):
    return factory.create(report=meeting_report())


def plan(status):
    return areas.PlanFactory.create(status=status)


def row_of(model, **fields):
    draft = areas.PlanFactory.create(complete=True)
    row = model.objects.create(plan=draft, **fields)
    areas.advance(draft, "agreed")
    return row


def companion(status):
    made = areas.CompanionFactory.create(plan=areas.PlanFactory.create(complete=True))
    areas.advance(made.plan, status)
    return made


def plan_comment(status):
    made = PlanComment.objects.create(
        plan=areas.PlanFactory.create(complete=True),
        author=UserFactory.create(),
        text="Say more.",
    )
    areas.advance(made.plan, status)
    return made


def milestone_note():
    plan_in_force = plan("published")
    step = plan_in_force.efforts.first().milestones.first()
    by, day = plan_in_force.started_by, timezone.now().date()
    return MilestoneNote.objects.create(key=step.key, kind="reached", day=day, noted_by=by)


def concluded(factory):
    return factory.create(review=advisory_group.PlanReviewFactory.create(concluded=True))


def answered_recommendation():
    point = concluded(advisory_group.RecommendationFactory)
    as_it_was(point.review.plan, status="answered")
    return point


def report(state):
    officer, second = UserFactory.create_batch(2)
    file = partners.PublicFileFactory.create(policy="report_file")
    made = reporting.draft_report(officer, symbol=f"UNEP/EXAMPLE/{officer.pk}")
    steps = {
        "frozen": lambda: reports.freeze(made, by=officer),
        "typeset": lambda: reports.attach_pdf(made, lambda: file, pages=1, problems=()),
        "approved": lambda: reports.approve(made, by=second),
        "published": lambda: reports.publish(made, by=second),
    }
    for name, step in steps.items():
        step()
        if name == state:
            break
    return made


def settled_step():
    text = reporting.ImportedTextFactory.create(state="settling")
    as_it_was(text, status="discarded")
    return text.steps.first()


def correction_dropped():
    officer = UserFactory.create(officer=True)
    decided = {"outcome": "dropped", "decided_at": timezone.now(), "decided_by": officer}
    return partners.CorrectionFactory.create(**decided)


def pledge():
    draft = partners.LetterFactory.create()
    row = draft.pledges.create(position=1, kind="in_kind", amount=40, unit="days")
    sent = {"submitted_at": timezone.now(), "reference": f"LOI-2026-{draft.pk + 7000}"}
    as_it_was(draft, status="submitted", **sent)
    return row


def settled_invitation():
    asked = partners.PartnerInvitationFactory.create()
    return as_it_was(asked, status="declined", settled_at=timezone.now())


def merge(status):
    gone, officer = partners.PartnerFactory.create(), UserFactory.create()
    made = Merge.objects.create(
        kept=partners.PartnerFactory.create(), gone=gone, reason="Same.", made_by=officer
    )
    if status == "undone":
        as_it_was(made, status=status, undone_by=officer, undone_at=timezone.now())
    return made


def account_merge(status):
    made = AccountMerge.objects.create(
        kept=UserFactory.create(),
        gone=UserFactory.create(),
        gone_name="B. Example",
        gone_email="b@example.org",
        reason="Same.",
        made_by=(officer := UserFactory.create()),
    )
    if status == "undone":
        as_it_was(made, status=status, undone_by=officer, undone_at=timezone.now())
    return made


def people_told_apart():
    first, second = UserFactory.create(), UserFactory.create()
    return AccountDistinction.objects.create(
        first=first, second=second, reason="Two.", said_by=UserFactory.create()
    )


def told_apart():
    first, second = partners.PartnerFactory.create(), partners.PartnerFactory.create()
    return Distinction.objects.create(
        first=first, second=second, reason="Two.", said_by=UserFactory.create()
    )


def answered_silence():
    question = partners.SilenceQuestionFactory.create()
    by = question.asked_by
    return as_it_was(question, status="stays", settled_at=timezone.now(), settled_by=by)


def settled_statement():
    statement = partners.PartnerStatementFactory.create()
    return as_it_was(statement, status="done", settled_at=timezone.now())


def set_aside():
    by = UserFactory.create()
    what = {"check_key": "silent", "subject": "partners.partner:1", "reason": "Sample"}
    return SetAside.objects.create(**what, until=timezone.now().date(), noted_by=by)


def introduction():
    link, draft = partners.IntroductionLinkFactory.create(), partners.LetterFactory.create()
    made = Introduction.objects.create(letter=draft, link=link)
    sent = {"submitted_at": timezone.now(), "reference": f"LOI-2026-{draft.pk + 8000}"}
    as_it_was(draft, status="submitted", **sent)
    return made


def link_to_draft():
    draft = partners.LetterFactory.create()
    return draft.links.create(
        purpose="upload",
        email="colleague@example.org",
        token_sha256=f"{draft.pk:064}",
        created_by=draft.sender,
        expires_at=timezone.now(),
    )


def announcement(status):
    officer, now = UserFactory.create(officer=True), timezone.now()
    made = Announcement.objects.create(
        title="Survey",
        audience="speakers",
        texts={"en": {"subject": "A survey", "text": "Please answer."}},
        created_by=officer,
    )
    sent_off = {"released_by": officer, "sends_at": now, "recipients": [officer.pk]}
    as_it_was(made, status="held", **sent_off)
    return as_it_was(made, status=status, sent_at=now) if status == "sent" else made


LETTER = partners.LetterFactory.create
FORGE = "UPDATE partners_letterofintent SET organisation = 'Other' WHERE id = %s"
# Guards that are no seals, made by migrations after the one that brought the seals.
LATER_GUARDS = {
    *("opportunity_passes_state_on", "plan_row_has_key", "plan_row_keeps_state"),
}
LATER_TABLES = {
    *("advisory_group_takenup", "areas_application", "areas_planamendment", "areas_risk"),
}
FILED = "status accepted_by_id accepted_at return_reason"


# Each record in each of its sealed states: how it is made, where it goes from there, and which
# columns actions still change. Every other column is refused.
def row_of_a_table():
    """A row of a table of partners that was given up."""
    officer = UserFactory.create(officer=True)
    record = imports.begin(
        TableRows("", (Row(2, {"name": "Example"}),)), name="Example", by=officer
    )
    imports.keep_check(record, answering.answers(record))
    imports.discard(record, by=officer)
    return record.rows.get()


def particular(name, added):
    """The row by which an acknowledged activity has a country, or serves an effort."""
    activity = areas.BegunActivityFactory.create()
    rows = getattr(activity, name)
    rows.add(added())
    as_it_was(
        activity,
        status="active",
        sent_at=timezone.now(),
        sent_by=UserFactory.create(),
        acknowledged_at=timezone.now(),
        acknowledged_by=UserFactory.create(),
    )
    return rows.through.objects.get(activity=activity)


# What an activity continues or counts with is said later; its partner moves with a merge.
OF_LINKS = "partner_id continues_id stands_apart counted_with_id counted_apart"
SEALED = {
    "letter under way": (lambda: LETTER(submitted=True), "declined", DECISION),
    "letter confirmed": (
        lambda: LETTER(confirmed=True),
        "published",
        f"{PUBLISHING} {CLEARANCE} {SECOND} {FILES}",
    ),
    "letter cleared": (
        lambda: LETTER(cleared=True),
        "published",
        f"{PUBLISHING} {SECOND} {FILES}",
    ),
    "letter published": (lambda: LETTER(published=True), "confirmed", FILES),
    "letter to take down": (
        lambda: LETTER(published=True),
        "taken_down",
        f"status {FILES}",
    ),
    "letter taken down": (lambda: LETTER(taken_down=True), "published", FILES),
    "public version": (
        partners.PublicVersionFactory.create,
        "",
        "ended_at taken_down_because",
    ),
    "public version ended": (
        lambda: partners.PublicVersionFactory.create(taken_down=True),
        "",
        NOTHING,
    ),
    "correction dropped": (correction_dropped, "", NOTHING),
    "page of a signed letter": (partners.SignedPageFactory.create, "", NOTHING),
    "announcement sent off": (
        lambda: announcement("held"),
        "sent",
        "status recipients released_by_id sends_at sent_at",
    ),
    "announcement gone out": (lambda: announcement("sent"), "draft", NOTHING),
    "letter declined": (lambda: LETTER(declined=True), "submitted", "receipt_id"),
    "letter withdrawn": (lambda: LETTER(withdrawn=True), "submitted", "receipt_id"),
    "attachment": (attachment, "", NOTHING),
    "pledge": (pledge, "", NOTHING),
    "link to a draft": (
        link_to_draft,
        "",
        "accepted_at accepted_by_id used_at revoked_at revoked_by_id",
    ),
    "invitation that waits": (
        partners.PartnerInvitationFactory.create,
        "declined",
        "token_sha256 sent_at expires_at status settled_at settled_by_id",
    ),
    "invitation settled": (settled_invitation, "waiting", NOTHING),
    "merge": (
        lambda: merge(status="made"),
        "undone",
        "status stayed undone_at undone_by_id",
    ),
    "merge undone": (lambda: merge(status="undone"), "made", NOTHING),
    "two told apart": (told_apart, "", NOTHING),
    "merge of accounts": (
        lambda: account_merge(status="made"),
        "undone",
        "status stayed gone_name gone_email addresses undone_at undone_by_id",
    ),
    "merge of accounts undone": (
        lambda: account_merge(status="undone"),
        "made",
        "gone_name gone_email addresses",
    ),
    "two people told apart": (people_told_apart, "", NOTHING),
    "question to a silent partner": (
        partners.SilenceQuestionFactory.create,
        "stays",
        "status words reminded_on settled_at settled_by_id",
    ),
    "silence answered": (answered_silence, "asked", NOTHING),
    "statement that it leaves": (
        partners.PartnerStatementFactory.create,
        "taken_back",
        "status settled_at settled_by_id",
    ),
    "statement settled": (settled_statement, "said", NOTHING),
    "letter of the past": (
        partners.PastLetterFactory.create,
        "",
        "withdrawn_at withdrawn_by_id withdrawn_because file_id",
    ),
    "letter of the past withdrawn": (
        lambda: partners.PastLetterFactory.create(withdrawn=True),
        "",
        NOTHING,
    ),
    "accepted as it is": (set_aside, "", NOTHING),
    "link that introduces": (
        partners.IntroductionLinkFactory.create,
        "",
        "revoked_at revoked_by_id",
    ),
    "introduction": (introduction, "", NOTHING),
    "signature asked": (signature, "", "token_sha256 expires_at confirmed_at"),
    "signature given": (lambda: signature(confirmed_at=timezone.now()), "", NOTHING),
    "information asked": (
        partners.InformationRequestFactory.create,
        "",
        "due_on reminded_on answered_at answered_by_id",
    ),
    "note on a letter": (note_on_letter, "", NOTHING),
    "document with a message": (note_file, "", NOTHING),
    "answer by mail": (mailed_answer, "", "outcome settled_at request_id"),
    "answer by mail settled": (
        lambda: mailed_answer(settled_at=timezone.now(), outcome="dropped"),
        "",
        NOTHING,
    ),
    "question asked": (
        lambda: partners.InformationRequestFactory.create().questions.first(),
        "",
        "answer",
    ),
    "question answered": (answered_question, "", NOTHING),
    "checklist of what is decided": (
        lambda: partners.ChecklistFactory.create(
            letter=LETTER(declined=True, checklist=None)
        ),
        "",
        NOTHING,
    ),
    "join request decided": (decided_request, "asked", NOTHING),
    "document": (partners.PublicFileFactory.create, "", NOTHING),
    "revision": (revision, "", "thinned_for restored_from"),
    "meeting report adopted": (
        meeting_report,
        "published",
        "status pdf_id release_at release_by_id published_at",
    ),
    "meeting report put back": (
        meeting_report,
        "comments",
        "pdf_id release_at release_by_id published_at",
    ),
    "meeting report published": (published_meeting_report, "adopted", NOTHING),
    "section of an adopted report": (
        lambda: of_adopted(meetings.ReportSectionFactory),
        "",
        NOTHING,
    ),
    "comment on a report": (meetings.ReportCommentFactory.create, "", NOTHING),
    "meeting closed": (
        lambda: meetings.MeetingFactory.create(closed=True),
        "held",
        NOTHING,
    ),
    "item of a closed meeting": (
        lambda: in_closed(meetings.AgendaItemFactory),
        "",
        NOTHING,
    ),
    "attendance of a closed meeting": (
        lambda: in_closed(meetings.AttendanceFactory),
        "",
        NOTHING,
    ),
    "paper": (meetings.PaperFactory.create, "withdrawn", "status withdrawn_reason"),
    "paper withdrawn": (
        lambda: meetings.PaperFactory.create(status="withdrawn"),
        "available",
        NOTHING,
    ),
    "paper of a closed meeting": (
        lambda: in_closed(meetings.PaperFactory),
        "withdrawn",
        NOTHING,
    ),
    "plan before the area": (
        lambda: plan("in_consensus"),
        "agreed",
        "status sha256 agreed_at frozen_at frozen_by_id snapshot",
    ),
    "plan agreed": (
        lambda: plan("agreed"),
        "under_review",
        "status sha256 frozen_at frozen_by_id snapshot",
    ),
    "plan taken back": (
        lambda: plan("agreed"),
        "draft",
        "status sha256 frozen_at frozen_by_id snapshot",
    ),
    "plan submitted": (
        lambda: plan("under_review"),
        "aligned",
        "status reviewed_at answered_at published_at pdf_id",
    ),
    "plan in force": (
        lambda: plan("published"),
        "superseded",
        "status reviewed_at answered_at pdf_id",
    ),
    "plan put back": (
        lambda: plan("published"),
        "aligned",
        "reviewed_at answered_at pdf_id",
    ),
    "plan before": (
        lambda: plan("superseded"),
        "published",
        "reviewed_at answered_at pdf_id",
    ),
    **{
        f"{name} of a plan {where}": (
            lambda rows=rows, status=status: getattr(plan(status), rows).first(),
            "",
            NOTHING,
        )
        for where, status in (
            ("before the area", "in_consensus"),
            ("in force", "published"),
        )
        for name, rows in (
            ("text", "texts"),
            ("objective", "objectives"),
            ("action", "actions"),
            ("effort", "efforts"),
            ("indicator", "indicators"),
            ("donor", "donors"),
        )
    },
    "note on a milestone": (milestone_note, "", NOTHING),
    "key of an entry": (lambda: areas.EffortFactory.create().key, "", NOTHING),
    "milestone of a plan": (
        lambda: plan("agreed").efforts.first().milestones.first(),
        "",
        NOTHING,
    ),
    "objective of an action": (
        lambda: plan("agreed").actions.first().objectives.through.objects.last(),
        "",
        NOTHING,
    ),
    "opportunity of a plan": (
        lambda: row_of(Opportunity, title="Sample idea"),
        "taken_up",
        NOTHING,
    ),
    "request of a plan": (
        lambda: row_of(ProjectRequest, title="Sample project", purpose="Sample"),
        "",
        NOTHING,
    ),
    "application of a plan": (
        lambda: row_of(Application, title="Sample application", other_donor="Sample"),
        "",
        NOTHING,
    ),
    "risk of a plan": (
        lambda: row_of(Risk, title="Sample risk", likelihood="low", effect="high"),
        "",
        NOTHING,
    ),
    "linkage of a plan": (
        lambda: row_of(Linkage, name="Sample process", side="outside"),
        "",
        NOTHING,
    ),
    "recommendation in the text of a plan": (
        lambda: advisory_group.TakenUpFactory.create(
            plan=areas.PlanFactory.create(number=2, status="under_review")
        ),
        "",
        NOTHING,
    ),
    "companion of a plan": (
        lambda: companion("in_consensus"),
        "",
        NOTHING,
    ),
    "figure of plans": (areas.PlanFigureFactory.create, "", NOTHING),
    "comment on a plan": (
        lambda: plan_comment("under_review"),
        "",
        "resolved_at resolved_by_id",
    ),
    "comment on a draft": (
        areas.CommentFactory.create,
        "",
        "text edited_at withdrawn_at resolved_at resolved_by_id",
    ),
    "suggestion for a draft": (
        areas.SuggestionFactory.create,
        "refused",
        "status answer settled_at settled_by_id",
    ),
    "suggestion that was settled": (
        lambda: areas.SuggestionFactory.create(over=True),
        "open",
        NOTHING,
    ),
    "amendment that was proposed": (
        AmendmentFactory.create,
        "agreed",
        "status decision_id answer agreed_because agreed_at agreed_by_id settled_at settled_by_id"
        " taken_into_id",
    ),
    "amendment that was agreed": (
        lambda: AmendmentFactory.create(status="agreed"),
        "taken_in",
        "status settled_at settled_by_id taken_into_id",
    ),
    "amendment that was settled": (
        lambda: AmendmentFactory.create(status="declined"),
        "proposed",
        NOTHING,
    ),
    "place of an amendment that was proposed": (
        lambda: AmendmentFactory.create().places.get(),
        "",
        NOTHING,
    ),
    "task from a comment": (
        areas.TaskFactory.create,
        "done",
        "status person_id ended_at ended_by_id",
    ),
    "area of a topic": (
        lambda: areas.TopicFactory.create(
            with_areas=[areas.AreaFactory.create()]
        ).ties.get(),
        "",
        "until",
    ),
    "convener of a topic": (
        areas.ConvenerFactory.create,
        "",
        "period person_id partner_id",
    ),
    "activity that was acknowledged": (
        lambda: areas.BegunActivityFactory.create(state="active"),
        "ended",
        f"status outcome ends_on ended_at ended_by_id {OF_LINKS}",
    ),
    "activity that is ended": (
        lambda: areas.BegunActivityFactory.create(state="ended"),
        "active",
        OF_LINKS,
    ),
    "part in an acknowledged activity": (
        lambda: areas.BegunActivityFactory.create(
            state="active", joint=[partners.PartnerFactory.create(participation=None)]
        ).parts.get(),
        "",
        "partner_id declined_at declined_by_id",
    ),
    "country of an acknowledged activity": (
        lambda: particular("countries", CountryFactory.create),
        "",
        NOTHING,
    ),
    "effort that an acknowledged activity serves": (
        lambda: particular("efforts", lambda: areas.EffortFactory.create().key),
        "",
        NOTHING,
    ),
    "suggestion that was declined": (
        lambda: areas.AreaOpportunityFactory.create(declined=True),
        "idea",
        "partner_id",
    ),
    "suggestion that was taken back": (
        lambda: areas.AreaOpportunityFactory.create(withdrawn=True),
        "suggested",
        "partner_id",
    ),
    "interest that was taken back": (
        lambda: areas.OpportunityInterestFactory.create(over=True),
        "",
        NOTHING,
    ),
    "request for own efforts": (
        areas.EffortCallFactory.create,
        "closed",
        "status due_on partner_id answer answered_at answered_by_id ended_at ended_by_id",
    ),
    "request for own efforts that is over": (
        lambda: areas.EffortCallFactory.create(over=True),
        "open",
        NOTHING,
    ),
    "task that is done": (lambda: areas.TaskFactory.create(over=True), "open", NOTHING),
    "review open": (advisory_group.PlanReviewFactory.create, "concluded", CONCLUSION),
    "review concluded": (
        lambda: advisory_group.PlanReviewFactory.create(concluded=True),
        "open",
        NOTHING,
    ),
    "recommendation made": (
        lambda: concluded(advisory_group.RecommendationFactory),
        "",
        ANSWER,
    ),
    "recommendation answered": (answered_recommendation, "", NOTHING),
    "comment in a review": (
        advisory_group.ReviewCommentFactory.create,
        "",
        "recommendation_id",
    ),
    "comment in a concluded review": (
        lambda: concluded(advisory_group.ReviewCommentFactory),
        "",
        NOTHING,
    ),
    "assessment": (lambda: concluded(advisory_group.AssessmentFactory), "", NOTHING),
    "stand aside": (lambda: concluded(advisory_group.StandAsideFactory), "", NOTHING),
    "report frozen": (lambda: report("frozen"), "typeset", "status problems pdf_id pages"),
    "report typeset": (
        lambda: report("typeset"),
        "approved",
        "status approved_by_id approved_at published_at",
    ),
    "report put back": (
        lambda: report("approved"),
        "frozen",
        "published_at",
    ),
    "report opened again": (
        lambda: report("approved"),
        "assembled",
        "status published_at",
    ),
    "report approved": (lambda: report("approved"), "published", "status published_at"),
    "report published": (lambda: report("published"), "assembled", NOTHING),
    "progress report submitted": (
        lambda: reporting.ProgressReportFactory.create(state="submitted"),
        "accepted",
        FILED,
    ),
    "progress report accepted": (
        lambda: reporting.ProgressReportFactory.create(state="accepted"),
        "returned",
        NOTHING,
    ),
    "area report submitted": (
        lambda: reporting.AreaReportFactory.create(state="submitted"),
        "accepted",
        FILED,
    ),
    "area report accepted": (
        lambda: reporting.AreaReportFactory.create(state="accepted"),
        "returned",
        NOTHING,
    ),
    "report form": (lambda: reporting.CycleFactory.create().area_form, "", NOTHING),
    "cycle": (reporting.CycleFactory.create, "assembling", "status"),
    "cycle closed": (lambda: reporting.CycleFactory.create(closed=True), "open", NOTHING),
    "past document": (
        lambda: reporting.ImportedTextFactory.create(state="settling"),
        "discarded",
        SETTLING,
    ),
    "past document taken over": (
        lambda: reporting.ImportedTextFactory.create(state="taken_over"),
        "settling",
        NOTHING,
    ),
    "step of settling": (settled_step, "", NOTHING),
    "row of a table": (row_of_a_table, "", "partner_id"),
}
# What may be changed and not be taken out: tests/partners/imports/test_imports.py.
ONLY_NOT_DELETED = {
    *("partners_partner", "partners_participation", "partners_representative"),
    "areas_areamembership",
}
# What stands beside a finished record, where nothing like it is added any more.
BESIDE = [
    "attachment",
    "pledge",
    "question answered",
    "checklist of what is decided",
    "section of an adopted report",
    "item of a closed meeting",
    "attendance of a closed meeting",
    "paper of a closed meeting",
    *(name for name in SEALED if " of a plan" in name or name == "objective of an action"),
    "comment on a plan",
    "part in an acknowledged activity",
    "country of an acknowledged activity",
    "effort that an acknowledged activity serves",
    "recommendation made",
    "comment in a concluded review",
    "assessment",
    "stand aside",
    "step of settling",
    "row of a table",
]
# What something else keeps from being deleted: foreign keys, the rights of the running role, a
# guard of before. Revisions are thinned.
KEPT_OTHERWISE = {
    "revision",
    "link to a draft",
    "document",
    "report form",
    "paper",
    "paper withdrawn",
}
# What a column is forged to, by its type.
FORGED = {
    "boolean": "NOT coalesce({column}, false)",
    "jsonb": """'{{"forged": 1}}'""",
    "uuid": "gen_random_uuid()",
    "timestamp with time zone": "coalesce({column}, now()) + interval '1 day'",
    "date": "coalesce({column}, current_date) + 1",
    "time without time zone": "coalesce({column}, '10:00') + interval '1 hour'",
    "daterange": "daterange('2001-01-01', '2002-01-01')",
    "ARRAY": "'{{7}}'",
    "character varying": "CASE {column} WHEN 'x' THEN 'y' ELSE 'x' END",
    "text": "CASE {column} WHEN 'x' THEN 'y' ELSE 'x' END",
}
NUMBER = "coalesce({column}, 0) + 1000"
COLUMNS = """
    SELECT quote_ident(column_name), data_type FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'
"""
OTHER_RULES = """
    SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I CASCADE', conrelid::regclass, conname)
    FROM pg_constraint WHERE conrelid = %(table)s::regclass AND contype IN ('c', 'f', 'u', 'x')
    UNION ALL
    SELECT format('ALTER TABLE %%s DISABLE TRIGGER %%I', tgrelid::regclass, tgname)
    FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE tgrelid = %(table)s::regclass AND NOT tgisinternal AND proname <> 'ledger_seal'
"""
UNIQUE = """
    SELECT format('DROP INDEX %%s', indexrelid::regclass) FROM pg_index
    WHERE indrelid = %s::regclass AND indisunique AND NOT indisprimary
"""


def run(statement, params=()):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall() if cursor.description else []


def refusal(statement, params=()):
    """The seal that refuses this statement; nothing where it is taken, and then taken back."""
    try:
        with transaction.atomic():
            run(statement, params)
            transaction.set_rollback(True)
    except IntegrityError as error:
        return error.__cause__.diag.constraint_name
    return ""


@pytest.fixture
def sealed(request, db):
    """A record in a sealed state, in a table that nothing but the seals guards any more."""
    make, step, may_change = SEALED[request.param]
    record = make()
    table = record._meta.db_table
    run("SET CONSTRAINTS ALL IMMEDIATE")
    for query, params in ((OTHER_RULES, {"table": table}), (UNIQUE, [table])):
        for (statement,) in run(query, params):
            run(statement)
    run("SET CONSTRAINTS ALL DEFERRED")
    run(f"SET ROLE {RUNNING_ROLE}")
    yield record, table, step, set(may_change.split())
    run("RESET ROLE")


@pytest.mark.parametrize("sealed", SEALED, indirect=True)
def test_only_what_the_actions_change_is_taken(sealed):
    record, table, step, may_change = sealed
    columns = dict(run(COLUMNS, [table]))

    refused = {}
    for column, kind in columns.items():
        forged = FORGED.get(kind, NUMBER).format(column=column)
        if column == "status" and step:
            forged = f"'{step}'"
        statement = f"UPDATE {table} SET {column} = {forged} WHERE id = %s"  # noqa: S608
        refused[column] = refusal(statement, [record.pk])

    assert {column for column, by in refused.items() if not by} == may_change
    assert set(refused.values()) - {""} <= SEALS[table].keys()


@pytest.mark.parametrize("sealed", BESIDE, indirect=True)
def test_nothing_is_added_beside_what_is_finished(sealed):
    record, table, _step, _may_change = sealed
    others = [column for column, _kind in run(COLUMNS, [table]) if column != "id"]

    copied = ", ".join(others)
    refused = refusal(
        f"INSERT INTO {table} (id, {copied})"  # noqa: S608
        f" SELECT id + 1000, {copied} FROM {table} WHERE id = %s",
        [record.pk],
    )

    assert refused in SEALS[table]


@pytest.mark.parametrize("sealed", sorted(SEALED.keys() - KEPT_OTHERWISE), indirect=True)
def test_nothing_of_it_is_deleted_not_even_by_the_owner(sealed):
    record, table, _step, _may_change = sealed
    run("RESET ROLE")

    refused = refusal(f"DELETE FROM {table} WHERE id = %s", [record.pk])  # noqa: S608

    assert refused in SEALS[table]


def test_every_seal_is_tried(db):
    tried = {
        record._meta.db_table for record in (make() for make, *_rest in SEALED.values())
    }

    assert tried | ONLY_NOT_DELETED == SEALS.keys()


def test_a_clearance_is_opened_again_before_it_changes(db):
    letter = LETTER(cleared=True)

    together = refusal(
        "UPDATE partners_letterofintent SET cleared_at = NULL, cleared_by_id = NULL,"
        " has_personal_data = NULL, public_letter_id = NULL WHERE id = %s",
        [letter.pk],
    )

    assert together == ""


def test_a_snapshot_that_is_opened_again_keeps_its_words(db):
    made = report("approved")
    opened = (
        "UPDATE reporting_report SET status = 'assembled', snapshot_sha256 = '', pdf_id = NULL,"
        " frozen_by_id = NULL, frozen_at = NULL, approved_by_id = NULL, approved_at = NULL"
    )

    with_words = refusal(f"{opened}, slug = 'other' WHERE id = %s", [made.pk])
    alone = refusal(f"{opened} WHERE id = %s", [made.pk])

    assert (with_words, alone) == ("report_opened_again_stays", "")


@pytest.mark.parametrize("kind", ["test.text", "partners.letter"])
def test_only_revisions_in_between_can_be_thinned(db, kind):
    key = f"{LETTER(submitted=True).pk}-commitment"
    for number in range(4):
        revisions.keep(kind, key, {"text": [f"Text {number}"]}, by=None)
    revisions.set_aside(kind, key, {"text": ["Aside"]}, by=UserFactory.create())
    Revision.objects.filter(kind=kind, number=4).update(restored_from=2)

    taken = {
        number
        for number in range(1, 6)
        if not refusal(
            "DELETE FROM writing_revision WHERE kind = %s AND number = %s", [kind, number]
        )
    }

    assert taken == {3}


def test_revisions_of_a_draft_are_forgotten_with_it(db):
    key = f"{LETTER().pk}-commitment"
    revisions.keep("partners.letter", key, {"text": ["Words"]}, by=None)

    refused = refusal("DELETE FROM writing_revision WHERE key = %s", [key])

    assert refused == ""


def test_a_row_is_not_moved_under_a_finished_record(db):
    point = advisory_group.ReviewCommentFactory.create()
    over = advisory_group.PlanReviewFactory.create(concluded=True)
    draft, sent = LETTER(), LETTER(submitted=True)
    document = partners.PublicFileFactory.create()
    file = Attachment.objects.create(letter=draft, document=document)

    refused = [
        refusal(
            "UPDATE advisory_group_reviewcomment SET review_id = %s WHERE id = %s",
            [over.pk, point.pk],
        ),
        refusal(
            "UPDATE partners_attachment SET letter_id = %s WHERE id = %s",
            [sent.pk, file.pk],
        ),
    ]

    assert refused[0] in SEALS["advisory_group_reviewcomment"]
    assert refused[1] in SEALS["partners_attachment"]


def test_the_seals_go_and_come_back_with_their_migrations(guarded):
    letter = LETTER(published=True)

    migrate([("ledger", "0004_checkpoints_by_the_clock")])
    without = set(guards.faults())
    migrate(latest())

    assert without == {
        f"the trigger {name} of {table} is gone"
        for kept in (SEALS, GUARDS)
        for table, triggers in kept.items()
        for name in triggers
        if kept is SEALS or name in LATER_GUARDS or table in LATER_TABLES
    }
    assert list(guards.faults()) == []
    assert refusal(FORGE, [letter.pk]) == "letter_corrected_by_two"
