"""The way of a plan: written, agreed, frozen, reviewed, published (B4-1, A1-3f-ii, A1-4b-iii)."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.utils import timezone
from django.utils.formats import date_format

from areas import handlers, scheduled
from areas.actions import comments, plans, sections
from areas.jobs import enqueue_plan_file
from areas.models import PlanVersion
from areas.reading import snapshot
from gmp_portal import jobs, ledger
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.documents import policies
from gmp_portal.meetings.actions import endings, positions
from gmp_portal.typesetting import render
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from tests.before_rule import as_it_was, as_they_were
from tests.factories.areas import (
    MembershipFactory,
    PlanFactory,
    adopted_decision,
    member_of,
)
from tests.factories.meetings import DecisionFactory
from tests.readers import page_of

pytestmark = pytest.mark.django_db


def lead(plan):
    return plan.area.lead_terms.first().person


STEPS = {
    # Agreed at once where nothing but what the area decided on already stands in it.
    "draft": {"in_consensus", "agreed"},
    "in_consensus": {"agreed", "draft"},
    "agreed": {"under_review", "draft"},
    "under_review": {"recommendations_made", "aligned"},
    "recommendations_made": {"answered"},
    "aligned": {"answered", "published"},
    "answered": {"published"},
    "published": {"superseded"},
    "superseded": set(),
}


@pytest.mark.parametrize("status", PlanVersion.Status.values)
def test_the_steps_that_a_plan_can_take(status):
    """A1-3f-ii, B4-2: nothing is written once it is before the group."""
    plan = PlanVersion(status=status)

    steps = {target for target in PlanVersion.Status.values if plan.can_become(target)}

    assert steps == STEPS[status]


def ready_plan():
    return PlanFactory.create(complete=True)


def agreed_text(plan, fingerprint):
    """The area has agreed to the text with this hash."""
    plan.consensus_sha256 = fingerprint
    plan.status, plan.agreed_at = "agreed", timezone.now()
    plan.consensus_decision = adopted_decision(plan.area.body, about=plan.agreement)
    plan.save()


def send(plan):
    return plans.send(plan, by=lead(plan), closes_at=timezone.now() + timedelta(hours=73))


def test_sending_opens_a_decision_of_the_area_whose_electors_are_its_partners():
    """A1-4b-iii: the electorate is made of the area's partners."""
    plan = ready_plan()
    partner_voice = member_of(plan.area)

    decision = send(plan)

    assert plan.status == "in_consensus"
    assert decision.body == plan.area.body
    assert {elector.partner for elector in decision.electors.all()} == {
        person.representatives.get().partner for person in (lead(plan), partner_voice)
    }


def test_what_the_area_decides_on_is_a_sentence_and_its_fingerprint_a_fact(as_user):
    """A1-4b-iii: the words name version, title and period; the key has the hash."""
    plan = ready_plan()
    decision = send(plan)
    text = decision.texts.get().text

    page = page_of(as_user(lead(plan)), decision.get_absolute_url())
    [fingerprint] = page.xpath('//dl[@class="facts"]//code')

    assert plan.consensus_sha256[:12] not in text
    for said in (plan.area.name, "version 1", plan.title, date_format(plan.period_to)):
        assert said in text
    assert fingerprint.get("title") == plan.consensus_sha256
    assert decision.about == plan.agreement


def test_an_incomplete_plan_is_not_sent():
    """B4-1."""
    plan = ready_plan()
    plan.efforts.update(contact=None)

    with pytest.raises(RuleRefusedError) as refusal:
        send(plan)

    assert refusal.value.clause == "A2-IV-4"
    plan.refresh_from_db()
    assert plan.status == "draft"


def test_a_silence_of_48_hours_is_refused():
    """R-07."""
    plan = ready_plan()

    with pytest.raises(RuleRefusedError) as refusal:
        plans.send(plan, by=lead(plan), closes_at=timezone.now() + timedelta(hours=48))

    assert refusal.value.clause == "R-07"


def test_silence_makes_the_plan_agreed(time_machine_at_end):
    plan = ready_plan()
    decision = send(plan)

    time_machine_at_end(decision)

    plan.refresh_from_db()
    assert plan.status == "agreed"
    assert plan.agreed_at is not None


def test_an_objection_keeps_the_plan_from_being_agreed(time_machine_at_end):
    """A1-4b-iii: nothing is agreed over an objection."""
    plan = ready_plan()
    voice = member_of(plan.area)
    decision = send(plan)
    positions.object_to(decision, reason="No", acceptable_wording="Yes", by=voice)

    time_machine_at_end(decision)

    plan.refresh_from_db()
    assert plan.status == "in_consensus"


def test_consensus_is_not_recorded_before_the_decision_is_adopted():
    plan = ready_plan()
    send(plan)

    with pytest.raises(RuleRefusedError) as refusal:
        plans.record_consensus(plan, by=lead(plan))

    assert refusal.value.clause == "A1-4b-iii"


def test_a_plan_is_taken_back_only_when_the_decision_has_ended():
    plan = ready_plan()
    decision = send(plan)

    with pytest.raises(RuleRefusedError):
        plans.take_back(plan, by=lead(plan), reason="A slip")
    endings.withdraw(decision, reason="A slip", by=lead(plan))
    plan.refresh_from_db()
    plans.take_back(plan, by=lead(plan), reason="A slip")

    assert (plan.status, plan.consensus_decision, plan.consensus_sha256) == (
        "draft",
        None,
        "",
    )


def test_nobody_writes_while_the_area_considers_the_text():
    plan = PlanFactory.create(status="in_consensus")

    with pytest.raises(InvalidTransitionError):
        sections.save_text(plan, "I", "Other words", by=lead(plan))


def test_submission_freezes_text_and_hash():
    """A1-3f-ii."""
    plan = PlanFactory.create(status="agreed")

    plans.submit(plan, by=lead(plan))

    plan.refresh_from_db()
    assert plan.status == "under_review"
    assert plan.sha256 == snapshot.hash_of(plan.snapshot)
    assert plan.snapshot["leads"][0]["name"] == lead(plan).name
    assert [one["name"] for one in plan.snapshot["partners"]] == [
        plan.area.lead_terms.first().partner.name
    ]


def test_another_text_than_the_agreed_one_is_not_submitted():
    """A1-4b-iii: the consensus belongs to the text."""
    plan = PlanFactory.create(status="agreed")
    as_they_were(plan.texts.filter(section="I"), text="Words that nobody agreed to")

    with pytest.raises(RuleRefusedError) as refusal:
        plans.submit(PlanVersion.objects.get(pk=plan.pk), by=lead(plan))

    assert refusal.value.clause == "A1-4b-iii"


@pytest.mark.parametrize("renamed", ["partner", "area", "contact"])
def test_another_name_in_the_register_leaves_the_agreed_text_what_it_was(renamed):
    """A1-4b-iii: the area agreed to words, and to whom they name, not to a spelling."""
    plan = PlanFactory.create(complete=True)
    effort = plan.efforts.filter(partner__isnull=False).first()
    partner, effort.contact = effort.partner, lead(plan)
    effort.save()
    agreed_text(plan, snapshot.fingerprint(plan))
    change = {
        "partner": lambda: type(partner).objects.filter(pk=partner.pk).update(name="Other"),
        "area": lambda: (
            type(plan.area)
            .objects.filter(pk=plan.area_id)
            .update(names=plan.area.names | {"fr": "Autre nom"})
        ),
        "contact": lambda: (
            type(effort.contact)
            .objects.filter(pk=effort.contact_id)
            .update(name="Another Name")
        ),
    }
    change[renamed]()

    plan = PlanVersion.objects.get(pk=plan.pk)
    plans.submit(plan, by=lead(plan))

    assert plan.status == "under_review"


def test_another_partner_in_the_agreed_text_is_another_text():
    plan = PlanFactory.create(status="agreed")
    other = MembershipFactory.create(area=plan.area).partner
    as_they_were(plan.efforts.all(), partner=other)

    with pytest.raises(RuleRefusedError, match="is not the one the area agreed to"):
        plans.submit(PlanVersion.objects.get(pk=plan.pk), by=lead(plan))


def test_a_hash_made_before_names_stood_in_it_by_key_still_holds():
    plan = PlanFactory.create(complete=True)
    agreed_text(plan, snapshot.hash_of(snapshot.written(plan)))

    plan = PlanVersion.objects.get(pk=plan.pk)
    plans.submit(plan, by=lead(plan))

    assert plan.status == "under_review"


def test_section_x_does_not_follow_later_changes():
    """A2-X-1: frozen per version."""
    plan = PlanFactory.create(status="under_review")
    before = snapshot.of(plan)["partners"]

    member_of(plan.area)

    assert snapshot.of(PlanVersion.objects.get(pk=plan.pk))["partners"] == before


@pytest.mark.parametrize(
    ("aligned", "status"), [(True, "aligned"), (False, "recommendations_made")]
)
def test_a_review_is_noted_and_approves_nothing(aligned, status, secretariat):
    """A1-3f-ii: the group makes recommendations."""
    plan = PlanFactory.create(status="under_review")

    plans.mark_reviewed(plan, aligned=aligned, by=secretariat)

    assert plan.status == status
    assert "approved" not in PlanVersion.Status.values


def test_answers_are_noted_once():
    """A1-3f-ii."""
    plan = PlanFactory.create(status="recommendations_made")

    plans.answer_done(plan, by=lead(plan))
    with pytest.raises(InvalidTransitionError):
        plans.answer_done(plan, by=lead(plan))

    plan.refresh_from_db()
    assert (plan.status, plan.answered_at is not None) == ("answered", True)
    assert [entry.kind for entry in ledger.trail(plan)] == ["plan.answered"]


def test_publishing_keeps_the_earlier_version_public(secretariat):
    first = PlanFactory.create(status="published")
    second = PlanFactory.create(area=first.area, number=2, status="answered")

    plans.publish(second, by=secretariat)

    first.refresh_from_db()
    assert (first.status, second.status) == ("superseded", "published")
    assert list(PlanVersion.objects.published().order_by("number")) == [first, second]


def test_the_file_of_a_published_plan_is_made_by_a_job(secretariat, run_jobs, client):
    plan, other = PlanFactory.create(status="aligned"), PlanFactory.create(status="aligned")
    plans.publish(plan, by=secretariat)

    run_jobs()

    plan.refresh_from_db()
    other.refresh_from_db()
    assert other.pdf is None
    assert jobs.find("areas.typeset_plan", plan.pk).state == "done"
    assert plan.pdf.read().startswith(b"%PDF")
    response = client.get(plan.pdf.get_absolute_url())
    assert response.getvalue().startswith(b"%PDF")
    response.close()


def test_a_typesetting_tells_each_of_its_steps(secretariat):
    plan, told = PlanFactory.create(status="aligned"), []
    plans.publish(plan, by=secretariat)

    handlers.typeset_plan(plan.pk, progress=SimpleNamespace(step=told.append))

    assert told == list(range(1, len(render.STEPS) + 1))


def test_no_file_is_made_of_a_plan_that_is_not_public(run_jobs):
    plan = PlanFactory.create(status="aligned")
    enqueue_plan_file(plan)

    run_jobs()

    plan.refresh_from_db()
    assert jobs.find("areas.typeset_plan", plan.pk).state == "done"
    assert plan.pdf is None


def test_the_file_of_a_plan_is_closed_until_the_plan_is_public(
    person, secretariat, run_jobs
):
    plan = PlanFactory.create(status="aligned")
    plans.publish(plan, by=secretariat)
    run_jobs()
    plan.refresh_from_db()
    as_it_was(plan, status="aligned", published_at=None)

    assert not policies.may_read(person, plan.pdf)


def test_the_next_version_starts_as_a_copy():
    """B4-2."""
    first = PlanFactory.create(status="published")
    by = lead(first)

    second = plans.start(
        first.area,
        title="Example plan, next version",
        period_from=first.period_from,
        period_to=first.period_to,
        by=by,
    )

    assert second.number == 2
    old, new = snapshot.gather(first), snapshot.gather(second)
    same = {
        "texts",
        "objectives",
        "actions",
        "efforts",
        "donors",
        "opportunities",
        "linkages",
    }
    assert {key: new[key] for key in same} == {key: old[key] for key in same}
    assert second.indicators.get().key == first.indicators.get().key
    assert second.next_review_on is None


def test_the_same_words_again_are_no_new_version():
    plan = PlanFactory.create(complete=True)
    kept = plan.texts.get(section="I")

    sections.save_text(plan, "I", kept.text, by=lead(plan))

    assert plan.texts.get(section="I").version == kept.version
    assert not ledger.trail(plan).exists()


@pytest.mark.parametrize(
    ("seconds", "other_section", "other_writer", "entries"),
    [
        (3599, False, False, 1),
        (3600, False, False, 2),
        (1, True, False, 2),
        (1, False, True, 2),
    ],
)
def test_an_hour_of_work_on_a_section_is_one_entry(
    seconds, other_section, other_writer, entries
):
    """Autosave shall not drown the history."""
    plan = PlanFactory.create(complete=True)
    sections.save_text(plan, "I", "First words", by=lead(plan))
    newest = ledger.trail(plan).get()

    with time_machine.travel(newest.at + timedelta(seconds=seconds), tick=False):
        sections.save_text(
            plan,
            "VI" if other_section else "I",
            "Other words",
            by=member_of(plan.area) if other_writer else lead(plan),
        )

    assert ledger.trail(plan).filter(kind="plan.section_saved").count() == entries


def test_the_day_of_the_review_is_written_when_it_changes():
    """B4-3."""
    plan = PlanFactory.create(complete=True)
    day = plan.next_review_on

    sections.set_review_date(plan, day, by=lead(plan))
    unchanged = ledger.trail(plan).count()
    sections.set_review_date(plan, day - timedelta(days=1), by=lead(plan))

    plan.refresh_from_db()
    assert unchanged == 0
    assert plan.next_review_on == day - timedelta(days=1)
    assert ledger.trail(plan).get().body["section"] == "VIII"


@pytest.mark.parametrize("status", ["under_review", "published", "superseded"])
def test_nobody_comments_on_a_submitted_version(status):
    """B4-2: the act refuses by itself, whoever calls it."""
    plan = PlanFactory.create(status=status)

    with pytest.raises(RuleRefusedError, match="on drafts") as refusal:
        comments.write(plan, section="I", text="Too late", by=member_of(plan.area))

    assert refusal.value.clause == "B4-2"
    assert not plan.comments.exists()


def test_a_comment_is_resolved_once():
    plan = PlanFactory.create(complete=True)
    comment = comments.write(plan, section="I", text="Example", by=member_of(plan.area))
    comments.resolve(comment, by=lead(plan))
    first = comment.resolved_at

    with pytest.raises(RuleRefusedError, match="dealt with already"):
        comments.resolve(comment, by=plan.started_by)

    comment.refresh_from_db()
    assert (comment.resolved_at, comment.resolved_by) == (first, lead(plan))


@pytest.mark.parametrize("step", ["send", "submit"])
def test_a_plan_whose_area_lost_its_lead_goes_no_further(step, secretariat):
    """A2-X-2: the leads are part of what the Advisory Group reviews."""
    plan = ready_plan() if step == "send" else PlanFactory.create(status="agreed")
    former = lead(plan)
    plan.area.lead_terms.update(period=days(date(2020, 1, 1), date(2020, 12, 31)))

    with pytest.raises(RuleRefusedError) as refusal:
        getattr(plans, step)(plan, by=former)

    plan.refresh_from_db()
    assert refusal.value.clause == "A2-X-2"
    assert plan.status == ("draft" if step == "send" else "agreed")
    assert plan.snapshot is None


def test_the_clock_notes_what_areas_have_adopted():
    """A1-4b-iii."""
    adopted = PlanFactory.create(status="in_consensus")
    asked = PlanFactory.create(status="in_consensus")
    open_one = DecisionFactory.create(
        body=asked.area.body, about=asked.agreement, silent=True
    )
    as_it_was(asked, consensus_decision=open_one)
    submitted = PlanFactory.create(status="under_review")

    scheduled.note_consensus(today())

    states = dict(PlanVersion.objects.values_list("pk", "status"))
    assert states == {
        adopted.pk: "agreed",
        asked.pk: "in_consensus",
        submitted.pk: "under_review",
    }


def test_publishing_leaves_other_areas_alone(secretariat):
    other = PlanFactory.create(status="published")
    plan = PlanFactory.create(status="aligned")

    plans.publish(plan, by=secretariat)

    other.refresh_from_db()
    assert (other.status, plan.status) == ("published", "published")


def test_different_sections_are_no_conflict():
    plan = PlanFactory.create(complete=True)
    sections.save_text(plan, "I", "Words of the first", by=lead(plan))

    kept = sections.save_text(plan, "VI", "Words of the second", by=lead(plan))

    assert kept.version == 2


def test_every_step_is_in_the_ledger():
    """P-1."""
    plan = PlanFactory.create(status="agreed")
    plans.submit(plan, by=lead(plan))

    entry = ledger.trail(plan).first()

    assert (entry.kind, entry.from_status, entry.to_status) == (
        "plan.submitted",
        "agreed",
        "under_review",
    )


def test_an_area_decides_in_session_too():
    plan = PlanFactory.create(status="in_consensus")
    decision = adopted_decision(plan.area.body, about=plan.agreement)
    as_it_was(plan, consensus_decision=decision)

    plans.record_consensus(plan, by=lead(plan))

    assert plan.status == "agreed"


@pytest.fixture
def time_machine_at_end():
    """The clock passes the end of the period, and the meetings look after it."""

    def at_end(decision):
        decision.refresh_from_db()
        with time_machine.travel(decision.closes_at + timedelta(minutes=1), tick=False):
            endings.close_silence(decision)

    return at_end
