"""What the forms of a plan refuse, and what they accept with a warning (C5)."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from areas.actions import plans
from areas.acts import Act
from areas.forms.plans import SendForm
from areas.models import Milestone
from gmp_portal import ledger
from gmp_portal.accounts.models.terms import today
from gmp_portal.meetings.actions.silences import default_deadline
from gmp_portal.meetings.models import Meeting
from gmp_portal.workflow import RuleRefusedError
from tests.factories.areas import (
    AreaFactory,
    EffortFactory,
    ObjectiveFactory,
    PlanFactory,
    lead_of,
    member_of,
)
from tests.factories.meetings import MeetingFactory
from tests.factories.partners import RepresentativeFactory
from tests.forms import send, token_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    area = AreaFactory.create()
    return PlanFactory.create(area=area, started_by=lead_of(area))


@pytest.fixture
def lead(plan, as_user):
    return as_user(plan.started_by)


def address(name, plan, *args):
    return reverse(f"areas:{name}", args=[plan.area.slug, plan.number, *args])


def effort_data(plan, **changes):
    return {
        "partner": plan.area.lead_terms.get().partner.pk,
        "kind": "bilateral",
        "description": "Train laboratories",
        "cost": "1000",
        "currency": "USD",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
        "contact": plan.started_by.pk,
    } | changes


def test_an_effort_is_saved(plan, lead):
    response = lead.post(address("row_add", plan, "efforts"), effort_data(plan))

    assert response.status_code == 302
    assert plan.efforts.get().who == plan.area.lead_terms.get().partner.name


def test_an_effort_without_action_is_saved_in_a_draft(plan, lead):
    """C5: submission is blocked, saving is not."""
    lead.post(address("row_add", plan, "efforts"), effort_data(plan, action=""))

    assert plan.efforts.get().action is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends_on": "2025-12-31"}, "ends_on"),
        ({"cost": "-1"}, "cost"),
        ({"currency": ""}, "currency"),
        ({"participant": "Example University"}, "participant"),
    ],
)
def test_an_effort_is_refused_with_everything_typed_kept(plan, lead, changes, field):
    """A2-IV-3."""
    response = lead.post(address("row_add", plan, "efforts"), effort_data(plan, **changes))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert "Train laboratories" in response.content.decode()


def test_a_contact_from_outside_the_area_is_refused(plan, lead):
    """A2-IV-4, C5."""
    stranger = RepresentativeFactory.create().person

    response = lead.post(
        address("row_add", plan, "efforts"), effort_data(plan, contact=stranger.pk)
    )

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["contact"]


def test_a_contact_is_any_representative_of_the_area(plan, lead):
    other = member_of(plan.area)

    lead.post(address("row_add", plan, "efforts"), effort_data(plan, contact=other.pk))

    assert plan.efforts.get().contact == other


def test_a_participant_who_is_no_partner_is_enough(plan, lead):
    """A2-VII-4."""
    data = effort_data(plan, partner="", participant="Example University")

    lead.post(address("row_add", plan, "efforts"), data)

    assert plan.efforts.get().who == "Example University"


@pytest.mark.parametrize(
    ("day", "status"), [("2026-12-31", 302), ("2027-01-01", 422), ("2025-12-31", 422)]
)
def test_a_milestone_lies_within_the_duration(plan, lead, day, status):
    """A2-IV-3."""
    effort = EffortFactory.create(plan=plan)

    response = lead.post(
        address("row_add", plan, "milestones"),
        {"effort": effort.pk, "due_on": day, "text": "Half done"},
    )

    assert response.status_code == status


def test_a_duration_does_not_shrink_past_its_milestones(plan, lead):
    """A2-IV-3."""
    effort = EffortFactory.create(
        plan=plan, contact=plan.started_by, partner=plan.area.lead_terms.get().partner
    )
    Milestone.objects.create(effort=effort, due_on=date(2026, 11, 30), text="Half done")

    response = send(
        lead,
        address("row_change", plan, "efforts", effort.pk),
        effort_data(plan, ends_on="2026-10-31"),
    )

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["ends_on"]


def test_rows_of_another_plan_cannot_be_linked(plan, lead):
    foreign = ObjectiveFactory.create()

    response = lead.post(
        address("row_add", plan, "actions"),
        {"title": "Example action", "objectives": [foreign.pk]},
    )

    assert response.status_code == 422


def test_rows_of_another_plan_cannot_be_changed(plan, lead):
    foreign = ObjectiveFactory.create()

    response = lead.post(
        address("row_change", plan, "objectives", foreign.pk), {"statement": "Mine now"}
    )

    assert response.status_code == 404


def test_rows_move_without_scripts(plan, lead):
    first, second = (ObjectiveFactory.create(plan=plan, position=n) for n in (1, 2))

    response = lead.post(
        address("row_move", plan, "objectives", second.pk), {"to": "up"}, follow=True
    )

    assert list(plan.objectives.all()) == [second, first]
    assert "is now number 1 of 2" in response.content.decode()


def test_a_row_is_removed_after_one_question(plan, lead):
    row = ObjectiveFactory.create(plan=plan)
    url = address("row_remove", plan, "objectives", row.pk)

    asked = lead.get(url)
    unsure = lead.post(url, {})
    sure = lead.post(url, {"confirmed": "on"})

    assert [one.status_code for one in (asked, unsure, sure)] == [200, 422, 302]
    assert not plan.objectives.exists()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"side": "inside"}, "name"),
        ({"side": "inside", "name": "Health", "area": True}, "name"),
        ({"side": "outside", "area": True}, "side"),
    ],
)
def test_a_linkage_has_one_end(plan, lead, data, field):
    """A2-IX-1, A2-IX-2."""
    other = AreaFactory.create()
    data = {key: other.pk if value is True else value for key, value in data.items()}

    response = lead.post(address("row_add", plan, "linkages"), data)

    assert response.status_code == 422
    assert field in response.context["form"].errors


@pytest.mark.parametrize("text", ["汞" * 251, " ".join(["mercury"] * 251)])
def test_a_summary_that_is_too_long_is_kept_in_the_draft(plan, lead, text):
    """A2-I-2: refused when the plan is sent, not while it is written."""
    lead.post(address("section_edit", plan, "I"), {"text": text, "version": 0})

    response = lead.post(address("plan_send", plan), {"how": "silence"})

    assert plan.texts.get(section="I").text == text
    assert response.status_code == 422
    assert "1 word too long: it has 251 of at most 250" in response.content.decode()


def test_a_text_beyond_200_000_characters_is_refused_and_kept(plan, lead):
    """C4."""
    response = lead.post(
        address("section_edit", plan, "I"), {"text": "mercury " * 25_001, "version": 0}
    )

    assert response.status_code == 422
    assert "7 characters: it has 200,007" in str(response.context["form"].errors)
    assert "mercury mercury" in response.content.decode()


def test_markup_is_shown_as_text(plan, lead):
    """C4."""
    lead.post(
        address("section_edit", plan, "I"), {"text": "<script>x</script>", "version": 0}
    )

    page = lead.get(plan.get_absolute_url()).content.decode()

    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<script>x" not in page


def test_a_stale_save_shows_both_texts(plan, lead, as_user):
    """C4: 409, both texts, nothing lost; saving again keeps what the author put together."""
    url = address("section_edit", plan, "I")
    other = as_user(lead_of(plan.area, interim=True))
    lead.post(url, {"text": "Words of the first", "version": 0})

    conflict = other.post(url, {"text": "Words of the second", "version": 0})
    version = conflict.context["form"].shared.token
    other.post(url, {"text": "Words of both", "version": version})

    page = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Words of the first" in page
    assert "Words of the second" in page
    assert plan.started_by.name in page
    assert plan.texts.get(section="I").text == "Words of both"


def test_autosave_answers_with_the_new_version(plan, lead):
    response = lead.post(
        address("section_autosave", plan, "I"), {"text": "First words", "version": 0}
    )

    assert response.status_code == 200
    assert response.json()["version"] == token_on(lead, address("section_edit", plan, "I"))


def test_autosave_of_a_stale_version_is_a_conflict(plan, lead):
    url = address("section_autosave", plan, "I")
    lead.post(url, {"text": "First words", "version": 0})

    response = lead.post(url, {"text": "Other words", "version": 0})

    assert response.status_code == 409
    assert response.json()["conflict"] is True


def test_autosave_of_something_invalid_says_so(plan, lead):
    response = lead.post(
        address("section_autosave", plan, "VIII"),
        {"text": "x", "version": 0, "next_review_on": "soon"},
    )

    assert response.status_code == 422


def test_the_procedure_carries_the_next_review(plan, lead):
    """A2-VIII-1, B4-3."""
    lead.post(
        address("section_edit", plan, "VIII"),
        {"text": "Every year.", "version": 0, "next_review_on": "2027-06-30"},
    )

    plan.refresh_from_db()
    assert plan.next_review_on == date(2027, 6, 30)


def test_totals_of_different_currencies_are_never_mixed(plan, lead):
    """C5."""
    for cost, currency in (("1000", "USD"), ("250.50", "USD"), ("700", "EUR")):
        lead.post(
            address("row_add", plan, "efforts"),
            effort_data(plan, cost=cost, currency=currency),
        )

    response = lead.get(address("section_edit", plan, "IV"))

    (grid,) = response.context["grids"]
    assert grid["table"].totals == [("EUR", Decimal(700)), ("USD", Decimal("1250.50"))]
    page = response.content.decode()
    assert page.index("EUR 700</bdi>") < page.index("USD 1,250.50</bdi>")


def test_a_silence_of_48_hours_is_refused_on_the_page(as_user):
    """R-07."""
    plan = PlanFactory.create(complete=True)
    lead = as_user(plan.area.lead_terms.get().person)

    response = lead.post(
        address("plan_send", plan), {"how": "silence", "closes_at": "2020-01-01T12:00"}
    )

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["closes_at"]


def test_a_meeting_has_to_be_named(as_user):
    plan = PlanFactory.create(complete=True)
    lead = as_user(plan.area.lead_terms.get().person)

    response = lead.post(address("plan_send", plan), {"how": "session"})

    assert list(response.context["form"].errors) == ["meeting"]


@pytest.mark.parametrize(
    ("how", "field"), [("silence", "meeting"), ("session", "closes_at")]
)
def test_what_goes_with_the_other_way_of_asking_is_asked_about(how, field):
    plan = PlanFactory.create(complete=True)
    meeting = MeetingFactory.create(body=plan.area.body, held=True)
    closes_at = timezone.now() + timedelta(days=30)
    typed = {"how": how, "meeting": meeting.pk, "closes_at": closes_at}

    form = SendForm(typed, plan=plan)

    assert list(form.errors) == [field]


def test_no_meeting_considers_a_plan_that_was_begun_after_it():
    plan = PlanFactory.create(complete=True)
    lead = plan.area.lead_terms.get().person
    earlier = MeetingFactory.create(body=plan.area.body, held=True)
    later = MeetingFactory.create(body=plan.area.body, convened=True, starts_on=today())
    ledger.record(Act.PLAN_STARTED, plan, by=lead)

    offered = SendForm(plan=plan).fields["meeting"].queryset
    form = SendForm({"how": "session", "meeting": earlier.pk}, plan=plan)
    with pytest.raises(RuleRefusedError, match="over before"):
        plans.send(plan, meeting=earlier, by=lead)

    assert list(offered) == [later]
    [error] = form.errors.as_data()["meeting"]
    assert error.clause == "A1-4b-iii"


def test_a_meeting_that_has_not_begun_is_told_instead_of_offered(as_user):
    plan = PlanFactory.create(complete=True)
    lead = as_user(plan.area.lead_terms.get().person)
    area = {"body": plan.area.body, "convened": True}
    now = MeetingFactory.create(**area, title="Meeting & more", starts_on=today())
    for title, days in (("Later", 20), ("Next <b>meeting", 14), ("Last", 30)):
        day = today() + timedelta(days=days)
        MeetingFactory.create(**area, title=title, starts_on=day)
    coming = Meeting.objects.get(title="Next <b>meeting")

    form = SendForm(plan=plan)
    page = lead.get(address("plan_send", plan)).text
    typed = {"how": "session", "meeting": coming.pk}
    refused = lead.post(address("plan_send", plan), typed)

    said = (
        "“<bdi>Next &lt;b&gt;meeting</bdi>” begins on {day}: from then on it can be chosen."
    )
    assert list(form.fields["meeting"].queryset) == [now]
    assert f"Meeting &amp; more, {date_format(today(), 'DATE_FORMAT')}</option>" in page
    assert said.format(day=date_format(coming.starts_on, "DATE_FORMAT")) in page
    [error] = refused.context["form"].errors.as_data()["meeting"]
    assert refused.status_code == 422
    assert (error.clause, error.message[:26]) == ("A1-4b-iii", "The meeting has not begun.")


def test_a_meeting_of_another_area_is_refused_as_none_of_the_list():
    plan = PlanFactory.create(complete=True)
    other = MeetingFactory.create(held=True)

    form = SendForm({"how": "session", "meeting": other.pk}, plan=plan)

    assert form.has_error("meeting", "invalid_choice")


def test_the_time_that_the_form_suggests_is_no_word_of_anybody():
    plan = PlanFactory.create(complete=True)
    meeting = MeetingFactory.create(body=plan.area.body, held=True)
    typed = {"how": "session", "meeting": meeting.pk, "closes_at": default_deadline()}

    assert SendForm(typed, plan=plan).is_valid()


def test_send_says_exactly_what_is_missing(plan, lead):
    page = lead.get(address("plan_send", plan)).content.decode()

    for clause in (
        "A2-I-1",
        "A2-II-1",
        "A2-III-1",
        "A2-IV-1",
        "A2-VI-2",
        "A2-VIII-1",
        "B4-3",
    ):
        assert f"#{clause}" in page


def test_what_could_not_be_saved_is_not_called_saved(as_user):
    plan = PlanFactory.create(status="draft")
    lead = as_user(lead_of(plan.area))
    url = reverse("areas:section_edit", args=[plan.area.slug, plan.number, "I"])
    lead.post(url, {"text": "Mercury harms."})
    shown = lead.get(url).content.decode()
    version = re.search(r'name="version" value="([^"]+)"', shown)[1]

    refused = lead.post(url, {"text": "x" * 200_001, "version": version})

    state = re.compile(r"data-save-state>\s*Saved")
    assert state.search(shown)
    assert refused.status_code == 422
    assert not state.search(refused.content.decode())
