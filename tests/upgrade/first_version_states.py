"""Adds to the demonstration of the first version what it shows in too few states.

``dump.py`` runs this inside a checkout of the first version, with the models and factories
of that version. It names things as they were called then, and is never changed when they
are renamed later.
"""

import time
from datetime import date, timedelta
from decimal import Decimal

from allauth.account.models import EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from areas.actions import areas, leads, memberships
from areas.models import (
    AreaMembership,
    Effort,
    Linkage,
    Opportunity,
    PartnershipArea,
    PlanVersion,
    PotentialDonor,
)
from gmp_portal import rulebook
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.documents import files
from gmp_portal.jobs.models import Job
from gmp_portal.meetings.actions import decisions, meetings
from gmp_portal.meetings.models import Attendance, Body, Decision, Meeting
from gmp_portal.notifications.models import Message
from gmp_portal.rulebook import actions as rules
from partners.actions import letters, representatives
from partners.models import LetterOfIntent, Partner, Representative
from reporting.actions import areas as area_reports
from reporting.actions import cycles, progress, reports
from reporting.models import (
    Contribution,
    ProgressReport,
    Report,
    ReportingCycle,
)
from tests.factories.accounts import SecretariatTermFactory, UserFactory
from tests.factories.advisory_group import (
    AssessmentFactory,
    ChairTermFactory,
    InvitationFactory,
    NominationFactory,
    PlanReviewFactory,
    SeatFactory,
)
from tests.factories.areas import (
    AreaFactory,
    LeadTermFactory,
    MembershipFactory,
    PlanFactory,
)
from tests.factories.meetings import (
    AgendaItemFactory,
    AttendanceFactory,
    DecisionFactory,
    MeetingFactory,
    MeetingReportFactory,
    ObjectionFactory,
    ObserverInvitationFactory,
    PaperFactory,
    PositionFactory,
)
from tests.factories.partners import (
    LetterFactory,
    PartnerFactory,
    RepresentativeFactory,
)
from tests.factories.reporting import (
    ActivityFactory,
    AreaReportFactory,
    CycleFactory,
)

PDF = b"%PDF-1.4\n%%EOF\n"
people = {user.email.partition("@")[0]: user for user in User.objects.all()}
officer, second = people["secretariat"], people["second.officer"]
asgm = PartnershipArea.objects.get(slug="asgm")
waste = PartnershipArea.objects.get(slug="waste-management")
country_codes = ["KE", "PE"]


def example_file(text, policy, media_type="application/pdf", name="example.pdf"):
    return files.store(text, name=name, media_type=media_type, policy=policy)


def report_of(cycle, partner, area, rows, state="accepted", **fields):
    """A report whose activities are these: title, state, and what else differs."""
    AreaMembership.objects.get_or_create(
        area=area, partner=partner, until=None, defaults={"since": date(2020, 1, 1)}
    )
    report = ProgressReport.objects.create(
        cycle=cycle, partner=partner, area=area, started_by=people["focal.point"]
    )
    for position, (title, how_far, other) in enumerate(rows):
        activity = ActivityFactory.create(
            report=report,
            position=position,
            title=title,
            state=how_far,
            result=f"Example result of “{title}” in {cycle.name}.",
            **other,
        )
        activity.countries.set(country_codes[: position % 3])
        Contribution.objects.create(
            report=report, kind="in_kind", description=f"Example: {position} days of work"
        )
    ProgressReport.objects.filter(pk=report.pk).update(**fields)
    move_like_an_action(report, state)
    return report


def move_like_an_action(report, state):
    now = timezone.now()
    facts = {"status": state}
    if state != "draft":
        facts |= {"submitted_at": now, "submitted_by": people["focal.point"]}
    if state == "returned":
        facts["return_reason"] = "Example: which laboratories?"
    if state == "accepted":
        facts |= {"accepted_at": now, "accepted_by": officer}
    ProgressReport.objects.filter(pk=report.pk).update(**facts)


# ---- Reporting: the same work told in several cycles --------------------------------------


def reporting_cycles():
    """Two more cycles before the others: one closed, one being assembled."""
    oldest = CycleFactory.create(
        name="Example cycle 2020–2021",
        slug="example-cycle-2020-2021",
        status="closed",
        period=days(date(2020, 1, 1), date(2021, 12, 31)),
        progress_due_on=date(2022, 2, 28),
        area_due_on=date(2022, 4, 30),
        opened_by=officer,
        opened_at=timezone.now() - timedelta(days=2000),
    )
    older = CycleFactory.create(
        name="Example cycle 2022–2023",
        slug="example-cycle-2022-2023",
        status="assembling",
        period=days(date(2022, 1, 1), date(2023, 12, 31)),
        progress_due_on=date(2024, 2, 28),
        area_due_on=date(2024, 4, 30),
        opened_by=officer,
        opened_at=timezone.now() - timedelta(days=1000),
    )
    # Reminders as the nightly round leaves them.
    for cycle, kind, offset in ((older, "progress", -30), (older, "area", 7)):
        cycles.remind(cycle, kind, offset, today=today())
    cycles.remind(oldest, "progress", 0, today=today())


def activities_over_several_cycles():
    """One title in three cycles, twice in one report, in two areas, by two partners."""
    oldest = ReportingCycle.objects.get(slug="example-cycle-2020-2021")
    older = ReportingCycle.objects.get(slug="example-cycle-2022-2023")
    latest = ReportingCycle.objects.get(status="open")
    plan = PlanVersion.objects.exclude(indicators=None).order_by("area_id", "pk")[0]
    indicator = plan.indicators.order_by("pk")[0]
    one = PartnerFactory.create(name="Example Network of Laboratories")
    two = PartnerFactory.create(name="Example Institute of Measuring")
    RepresentativeFactory.create(partner=one, person=people["focal.point"])
    measured = {"indicator": indicator, "indicator_value": Decimal("12.50")}
    evidence = {"evidence_url": "https://www.example.org/training/"}
    training = "Example training of laboratories"
    report_of(
        oldest,
        one,
        plan.area,
        [
            (training, "planned", {"priorities": ["a", "c"]}),
            ("Example survey of miners", "finished", evidence | {"focus": "knowledge"}),
            ("Example radio series", "stopped", {"focus": "outreach"}),
        ],
        lessons="Example lesson of the first period.",
    )
    report_of(
        older,
        one,
        plan.area,
        [
            (training, "under_way", measured | evidence | {"builds_capacity": True}),
            # The same title once more in the same report: two rows of one name.
            (training, "finished", {"focus": "outreach"}),
            ("example survey of miners ", "finished", {}),
        ],
        state="submitted",
    )
    report_of(
        latest,
        one,
        plan.area,
        [(training, "finished", measured | {"indicator_value": Decimal(40)})],
        state="draft",
        unfinished={"activities": [{"title": "Example half a row"}], "contributions": []},
        language="fr",
    )
    report_of(oldest, one, waste, [(training, "finished", {})])
    report_of(older, two, plan.area, [(training, "stopped", {})], state="returned")
    report_of(oldest, two, plan.area, [])
    nothing = {"is_nothing": True, "nothing_reason": "Example: it begins next year."}
    report_of(older, two, waste, [], **nothing)


def a_report_carried_forward():
    """What the action itself carries from an accepted report into the next period."""
    latest = ReportingCycle.objects.get(status="open")
    partner = PartnerFactory.create(name="Example Carrying Forward Society")
    focal = UserFactory.create(name="Sample Carrier", email="carrier@example.org")
    RepresentativeFactory.create(partner=partner, person=focal)
    oldest = ReportingCycle.objects.get(slug="example-cycle-2020-2021")
    rows = [
        ("Example exchange of lamps", "under_way", {"builds_capacity": True}),
        ("Example guide in Spanish", "planned", {"focus": "knowledge"}),
        ("Example conference", "finished", {}),
    ]
    report_of(oldest, partner, asgm, rows)
    report = progress.start(latest, partner, asgm, by=focal)
    progress.submit(report, by=focal)
    progress.send_back(report, reason="Example: how many lamps?", by=officer)


def reports_of_areas():
    older = ReportingCycle.objects.get(slug="example-cycle-2022-2023")
    open_cycle = ReportingCycle.objects.get(status="open")
    area_reports.start(open_cycle, asgm, by=people["area.lead"])
    AreaReportFactory.create(
        cycle=older, area=waste, state="returned", started_by=people["other.area.lead"]
    )
    AreaReportFactory.create(
        cycle=older, area=asgm, state="accepted", started_by=people["area.lead"]
    )


def reports_to_bodies():
    """An approved report, one being typeset, a correction, and a second round."""
    published = Report.objects.filter(status="published").order_by("pk")[0]
    reports.correct(published, by=officer)
    waiting = Report.objects.filter(status="typeset").order_by("pk")[0]
    reports.approve(waiting, by=second)
    cop = Report.objects.get(kind="cop")
    reports.freeze(cop, by=officer)
    reports.thaw(cop, reason="Example: a figure is wrong.", by=officer)
    reports.freeze(cop, by=officer)


# ---- Partners -----------------------------------------------------------------------------


def join_requests():
    partner = Partner.objects.get(name="Example Network of Laboratories")
    for number, judge in enumerate(
        (representatives.accept_join, representatives.refuse_join, None)
    ):
        person = UserFactory.create(
            name=f"Sample Joiner {number}", email=f"joiner{number}@example.org"
        )
        asked = representatives.ask_to_join(
            partner, note="Example: I lead the laboratory.", by=person
        )
        if judge:
            judge(asked, by=officer)


def ended_representatives():
    partner = Partner.objects.get(name="Example Network of Laboratories")
    joined = Representative.objects.get(person__email="joiner0@example.org")
    representatives.end_representative(joined, reason="Example: left.", by=officer)
    RepresentativeFactory.create(
        partner=partner,
        person=UserFactory.create(name="Sample Earlier", email="earlier@example.org"),
        role=Representative.Role.ALTERNATE,
        period=days(date(2022, 1, 1), date(2023, 12, 31)),
        ended_reason="Example: another post.",
    )


def more_letters():
    """Letters refused or withdrawn, an attachment, a photo of a signed letter."""
    sender = people["visitor-turned-applicant"]
    draft = LetterOfIntent.objects.get(sender=sender, status="draft")
    letters.attach(draft, example_file(PDF, "partners.letter"), by=sender)
    for trait in ("submitted", "withdrawn", "confirmed"):
        letter = LetterFactory.create(
            **{trait: True}, organisation=f"Example Sender {trait}", sender=sender
        )
        letter.attachments.create(
            document=example_file(PDF + trait.encode(), "partners.letter")
        )
    LetterFactory.create(
        submitted=True,
        status="declined",
        organisation="Example Declined Sender",
        sender=sender,
        decline_reason="Example: no contribution is named.",
        decline_proposed_by=officer,
        decline_proposed_at=timezone.now(),
        declined_by=second,
        declined_at=timezone.now(),
    )


def partners_that_left():
    PartnerFactory.create(name="Example Partner That Left", withdrawn=True)
    PartnerFactory.create(name="Example Applying Partner", status="applicant", since=None)


# ---- Areas --------------------------------------------------------------------------------


def more_areas():
    areas.propose(
        slug="example-proposed",
        names={"en": "Example proposed area"},
        objective="Example objective of a proposed area.",
        priorities=["b"],
        by=officer,
    )
    closed = AreaFactory.create(
        slug="example-closed", names={"en": "Example closed area", "fr": "Exemple clos"}
    )
    MembershipFactory.create(
        area=closed, partner=Partner.objects.get(name="Example Institute of Measuring")
    )
    areas.close(closed, reason="Example: the work is done.", by=officer)


def terms_of_leads():
    """A lead whose term ended, one ended early, two co-leads and an interim lead."""
    area = AreaFactory.create(slug="example-led", names={"en": "Example area with leads"})
    LeadTermFactory.create(area=area, period=days(date(2020, 1, 1), date(2021, 12, 31)))
    early = LeadTermFactory.create(
        area=area, co_lead=True, period=days(date(2025, 6, 1), today() + timedelta(days=9))
    )
    leads.end_lead(early, reason="Example: retired.", by=officer, on=today())
    LeadTermFactory.create(area=area, second_co_lead=True)
    LeadTermFactory.create(area=area, interim=True)
    partner = Partner.objects.get(name="Example Institute of Measuring")
    memberships.leave(waste, partner, by=officer)
    memberships.join(waste, partner, by=officer)


def plans_in_every_state():
    for status in PlanVersion.Status.values:
        area = AreaFactory.create(slug=f"example-plan-{status.replace('_', '-')}")
        plan = PlanFactory.create(area=area, status=status, started_by=officer)
        if status != "draft":
            continue
        for number, stands in enumerate(Opportunity.Status.values):
            Opportunity.objects.create(
                plan=plan, position=number, title=f"Example idea {number}", status=stands
            )
        PotentialDonor.objects.create(plan=plan, name="Example Bank", kind="finance")
        Linkage.objects.create(plan=plan, side="inside", area=asgm, note="Example tie")
        Effort.objects.create(
            plan=plan, participant="Example guest", kind="bilateral", description="Example"
        )


# ---- Meetings and the Advisory Group ------------------------------------------------------


def more_meetings():
    group = Body.objects.get(kind=Body.Kind.ADVISORY_GROUP)
    planned = meetings.plan(
        group,
        starts_on=today() + timedelta(days=30),
        title="Example planned meeting",
        by=officer,
    )
    AgendaItemFactory.create(meeting=planned, position=1)
    cancelled = MeetingFactory.create(
        body=group, title="Example cancelled meeting", mode="written"
    )
    Meeting.objects.filter(pk=cancelled.pk).update(status="cancelled")
    for status in ("comments", "adopted", "draft"):
        held = MeetingFactory.create(body=group, held=True, mode="telephone")
        traits = {"comments": True} if status == "comments" else {}
        MeetingReportFactory.create(meeting=held, **traits)
        for presence in Attendance.Presence.values:
            AttendanceFactory.create(meeting=held, presence=presence)
    for status in ("pending", "withdrawn"):
        ObserverInvitationFactory.create(
            meeting=planned, status=status, name=f"Sample Observer {status}"
        )
    PaperFactory.create(
        meeting=planned,
        document=example_file(PDF + b"paper", "meetings.paper"),
    )


def decisions_in_every_state():
    group = Body.objects.get(kind=Body.Kind.ADVISORY_GROUP)
    decisions.draft(group, title="Example drafted decision", text="Example.", by=officer)
    for status in ("deferred", "no_consensus", "withdrawn"):
        decision = DecisionFactory.create(body=group, open=True, electors=[officer, second])
        elector = decision.electors.order_by("pk")[0]
        PositionFactory.create(elector=elector)
        ObjectionFactory.create(
            elector=elector, status="withdrawn", settled_at=timezone.now()
        )
        Decision.objects.filter(pk=decision.pk).update(
            status=status, ended_at=timezone.now(), ended_by=officer
        )


def the_advisory_group():
    NominationFactory.create(area=asgm, nominated_by=people["area.lead"])
    for status in ("declined", "withdrawn"):
        InvitationFactory.create(status=status, answered_at=timezone.now())
    SeatFactory.create(
        period=days(date(2020, 1, 1), date(2021, 12, 31)), ended_reason="Example: resigned."
    )
    SeatFactory.create(transitional=True)
    ChairTermFactory.create(
        period=days(date(2020, 1, 1), date(2021, 12, 31)), kind="co_chair"
    )
    review = PlanReviewFactory.create(
        plan=PlanVersion.objects.get(area__slug="example-plan-under-review")
    )
    AssessmentFactory.create(review=review)


# ---- Accounts, rules, jobs, mails ---------------------------------------------------------


def accounts():
    Authenticator.objects.create(
        user=people["secretariat"], type=Authenticator.Type.TOTP, data={"secret": "sample"}
    )
    SecretariatTermFactory.create(
        person=UserFactory.create(name="Sample Earlier Head", email="head@example.org"),
        role="head",
        period=days(date(2020, 1, 1), date(2023, 12, 31)),
        ended_reason="Example: retired.",
    )
    unverified = UserFactory.create(name="Sample Newcomer", email="newcomer@example.org")
    address = unverified.emailaddress_set.create(
        email=unverified.email, verified=False, primary=True
    )
    EmailConfirmation.objects.create(
        email_address=address, key="sample", sent=timezone.now()
    )
    LogEntry.objects.create(
        user=people["admin"],
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(officer.pk),
        object_repr="Sana Sample",
        action_flag=CHANGE,
        change_message="[]",
    )
    client = Client()
    client.force_login(people["pag.member"])
    client.get("/my/", HTTP_HOST="127.0.0.1")


def rule_values():
    rule_id = "R-07"
    value = rulebook.parameter(rule_id).value
    rules.set_value(
        rule_id,
        value,
        effective_from=today() + timedelta(days=30),
        reason="Example: the group asked for it.",
        by=officer,
    )


def jobs_and_mails():
    """Work that waits, work given up, mails refused and waiting."""
    later = timezone.now() + timedelta(days=3650)
    Job.objects.create(
        kind="notifications.send",
        key="notifications.send:example-open",
        payload={"message": "00000000-0000-0000-0000-000000000000"},
        not_before=later,
        last_error="Example: the mail server did not answer.",
        attempts=2,
    )
    Job.objects.create(
        kind="reporting.typeset",
        key="reporting.typeset:example-parked",
        state="parked",
        attempts=8,
        last_error="Example: no fonts.",
    )
    for state, cause in (("queued", ""), ("refused", "Example: mailbox full.")):
        Message.objects.create(
            recipient=people["focal.point"],
            address="focal.point@example.org",
            language="en",
            template="partners/letter_received",
            subject=f"Example {state} mail",
            body="Example text.",
            state=state,
            cause=cause,
        )


def forget_passwords():
    """The dump is public: nobody signs in with what it holds."""
    User.objects.update(password="!no-password-in-a-public-dump")


STEPS = (
    reporting_cycles,
    activities_over_several_cycles,
    a_report_carried_forward,
    reports_of_areas,
    reports_to_bodies,
    join_requests,
    ended_representatives,
    more_letters,
    partners_that_left,
    more_areas,
    terms_of_leads,
    plans_in_every_state,
    more_meetings,
    decisions_in_every_state,
    the_advisory_group,
    accounts,
    rule_values,
    jobs_and_mails,
    forget_passwords,
)


def main():
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '60s'")
    failures = 0
    for step in STEPS:
        try:
            with transaction.atomic():
                step()
            print(f"{step.__name__}: done", flush=True)  # noqa: T201
        except Exception as error:
            failures += 1
            print(f"{step.__name__}: {type(error).__name__}: {error}", flush=True)  # noqa: T201
    while Job.objects.filter(state="open", last_error="").exists():
        time.sleep(1)
    raise SystemExit(failures)


if __name__ == "__main__":
    main()
