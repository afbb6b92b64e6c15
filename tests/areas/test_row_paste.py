"""Rows copied elsewhere are pasted, looked at cell by cell, and taken in all together (C4)."""

import re

import pytest
from django.urls import reverse

from areas.forms.row_lines import MOST_OPEN
from areas.models import PlanVersion, PotentialDonor, ProjectRequest
from gmp_portal.exchange.tables import pasted
from gmp_portal.ledger.models import Entry
from tests.factories.areas import (
    ActionFactory,
    AreaFactory,
    MembershipFactory,
    ObjectiveFactory,
    PlanFactory,
    lead_of,
    member_of,
)
from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db

EFFORTS = (
    "Action\tResponsible partner\tType\tDescription\tBudget\tTimeline\tMilestones\n"
    "A1\tExample Institute\tBilateral\tTrain miners\tUSD 180,000\t2026-03 – 2027-06\t"
    '"2026-12-01 First course\n2027-05-01 Last course"\n'
    "Write a guide\tWorld Example Bank\tCollaborative\tPrint it\t120万元\t2026–2027\t\n"
)


@pytest.fixture
def plan():
    area = AreaFactory.create()
    plan = PlanFactory.create(area=area, started_by=lead_of(area))
    ActionFactory.create(plan=plan, title="Train people")
    ActionFactory.create(plan=plan, title="Write a guide")
    MembershipFactory.create(
        area=area, partner=PartnerFactory.create(name="Example Institute")
    )
    return plan


@pytest.fixture
def lead(plan, as_user):
    return as_user(plan.started_by)


def address(plan, kind="efforts"):
    return reverse("areas:row_paste", args=[plan.area.slug, plan.number, kind])


def seen_on(page):
    return re.search(r'name="seen" value="(\w+)"', page.content.decode())[1]


def look(client, plan, text, kind="efforts", **more):
    return client.post(address(plan, kind), {"text": text, **more})


def take_in(client, plan, text, kind="efforts", **more):
    """Look at the rows, and take them in as they were shown."""
    seen = seen_on(look(client, plan, text, kind, **more))
    data = {"text": text, "seen": seen, "take_in": "1", **more}
    return client.post(address(plan, kind), data)


# The text ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\r\nc\td", [["a", "b"], ["c", "d"]]),
        ('a\t"two\nlines"\nc\td', [["a", "two\nlines"], ["c", "d"]]),
        ('a\t"say ""x"" now"\nc\td', [["a", 'say "x" now'], ["c", "d"]]),
        ('"Minamata" day\tb\nc\td', [['"Minamata" day', "b"], ["c", "d"]]),
        ('"quoted"\tb\nc\td', [['"quoted"', "b"], ["c", "d"]]),
        ("a\tb\tc\nd\te\ne2\tf", [["a", "b", "c"], ["d", "e\ne2", "f"]]),
        ("a\tb\nc\td\n- more", [["a", "b"], ["c", "d\n- more"]]),
        ("a\tb\nHeading\nc\td", [["a", "b"], ["Heading"], ["c", "d"]]),
        ("a\t\t\n\n\nc\td\te", [["a", "", ""], ["c", "d", "e"]]),
        ("| a | b |\n|---|---|\n| c | d |", [["a", "b"], ["c", "d"]]),
        ("a;b\nc;d", [["a", "b"], ["c", "d"]]),
        ("first\nsecond", [["first"], ["second"]]),
        ("", []),
    ],
)
def test_rows_are_parted_as_the_program_wrote_them(text, rows):
    assert pasted.lines(text) == rows


# The journey ---------------------------------------------------------------------------


def test_pasting_shows_what_was_understood_and_writes_nothing(plan, lead):
    page = look(lead, plan, EFFORTS)

    assert page.status_code == 200
    text = page.content.decode()
    assert "USD 180,000" in text
    assert "CNY 1,200,000" in text
    assert "World Example Bank" in text
    assert not plan.efforts.exists()


def test_rows_are_taken_in_together_with_one_entry_in_the_ledger(plan, lead):
    before = Entry.objects.count()

    response = take_in(lead, plan, EFFORTS)

    assert response.status_code == 302
    first, second = plan.efforts.all()
    assert first.partner.name == "Example Institute"
    assert (first.cost, first.currency, str(first.ends_on)) == (180000, "USD", "2027-06-30")
    assert [step.text for step in first.milestones.all()] == ["First course", "Last course"]
    assert (second.participant, second.currency) == ("World Example Bank", "CNY")
    assert second.action.title == "Write a guide"
    assert Entry.objects.count() == before + 1
    entry = Entry.objects.latest("pk")
    assert (entry.kind, entry.body["added"]) == ("plan.rows_taken_in", 4)


def test_without_titles_columns_stand_in_the_portals_order(plan, lead):
    response = take_in(lead, plan, "Example Fund\tDonor\tMoney", "donors")

    assert response.status_code == 302
    assert plan.donors.get().note == "Money"


def test_a_wrong_cell_keeps_everything_until_it_is_mended(plan, lead):
    text = EFFORTS.replace("USD 180,000", "some money / USD 5 or 6")

    page = take_in(lead, plan, text)

    assert page.status_code == 422
    assert "some money" in page.content.decode()
    assert not plan.efforts.exists()


def test_a_wrong_cell_is_mended_right_there(plan, lead):
    text = "Who\tKind\tDescription\tStart\nExample Fund\tBilateral\tTrain\t13/01/2026\n"
    fields = {
        "efforts1-open": "1",
        "efforts1-participant": "Example Fund",
        "efforts1-kind": "bilateral",
        "efforts1-description": "Train",
        "efforts1-starts_on": "2026-01-13",
    }

    response = take_in(lead, plan, text, **fields)

    assert response.status_code == 302
    assert str(plan.efforts.get().starts_on) == "2026-01-13"


def test_what_was_not_understood_stays_empty_only_where_somebody_says_so(plan, lead):
    text = "Who\tKind\tDescription\tStart\nExample Fund\tBilateral\tTrain\tsoon\n"
    fields = {
        "efforts1-open": "1",
        "efforts1-participant": "Example Fund",
        "efforts1-kind": "bilateral",
        "efforts1-description": "Train",
    }

    refused = take_in(lead, plan, text, **fields)
    taken = take_in(lead, plan, text, **fields, **{"efforts1-without": "on"})

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert plan.efforts.get().starts_on is None


def test_a_milestone_without_a_day_gets_one_there(plan, lead):
    text = (
        "Who\tKind\tDescription\tMilestones\nExample Fund\tBilateral\tTrain\tFirst course\n"
    )
    fields = {
        "efforts1-open": "1",
        "efforts1-participant": "Example Fund",
        "efforts1-kind": "bilateral",
        "efforts1-description": "Train",
        "efforts1-m0-text": "First course",
    }

    refused = take_in(lead, plan, text, **fields)
    taken = take_in(lead, plan, text, **fields, **{"efforts1-m0-due_on": "2026-05-01"})

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert plan.efforts.get().milestones.get().text == "First course"


def test_a_milestone_outside_its_effort_is_refused_before_anything_is_written(plan, lead):
    text = (
        "Who\tKind\tDescription\tTimeline\tMilestones\n"
        "Example Fund\tBilateral\tTrain\t2026\t2027-05-01 Too late\n"
    )

    page = look(lead, plan, text)

    assert page.status_code == 422
    assert "outside the duration" in page.content.decode()


def test_a_row_can_be_left_out(plan, lead):
    text = EFFORTS.replace("Bilateral", "Nonsense")

    response = take_in(lead, plan, text, **{"efforts1-out": "on"})

    assert response.status_code == 302
    assert plan.efforts.get().participant == "World Example Bank"


def test_one_answer_is_given_for_all_rows_that_lack_it(plan, lead):
    text = "Who\tDescription\nExample Fund\tTrain\nSample Fund\tWrite\n"

    page = look(lead, plan, text)
    response = take_in(lead, plan, text, **{"fill-efforts-kind": "bilateral"})

    assert 'name="fill-efforts-kind"' in page.content.decode()
    assert response.status_code == 302
    assert {row.kind for row in plan.efforts.all()} == {"bilateral"}


def test_rows_are_opened_one_by_one(plan, lead):
    page = look(lead, plan, EFFORTS, mend="efforts2")

    text = page.content.decode()
    assert 'name="efforts2-description"' in text
    assert 'name="efforts1-description"' not in text


def test_only_some_wrong_rows_are_opened_at_once(plan, lead):
    rows = "".join(f"Example {number}\tNonsense\tx\n" for number in range(60))

    page = look(lead, plan, f"Who\tKind\tDescription\n{rows}")

    assert page.content.decode().count("-open") == MOST_OPEN


def test_a_column_that_nobody_knows_is_named(plan, lead):
    page = look(lead, plan, "Donor\tType\tShoe size\nExample Fund\tDonor\t44\n", "donors")

    text = page.content.decode()
    assert "“Shoe size” is none of this list" in text
    assert "44" in text


def test_rows_that_mean_something_else_by_now_are_shown_again(plan, lead):
    seen = seen_on(look(lead, plan, EFFORTS))
    plan.actions.filter(title="Train people").update(position=30_000)

    page = lead.post(address(plan), {"text": EFFORTS, "seen": seen, "take_in": "1"})

    assert page.status_code == 409
    assert "the plan changed meanwhile" in page.content.decode()
    assert not plan.efforts.exists()


def test_a_plan_that_is_no_draft_any_more_says_so(plan, lead):
    seen = seen_on(look(lead, plan, EFFORTS))
    area = AreaFactory.create()
    lead_of(area, person=plan.started_by)
    full = PlanFactory.create(area=area, started_by=plan.started_by, status="published")

    response = lead.post(
        address(full), {"text": EFFORTS, "seen": seen, "take_in": "1"}, follow=True
    )

    assert "not a draft any more" in response.content.decode()
    assert not PlanVersion.objects.get(pk=plan.pk).efforts.exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Paste the rows here"),
        ("Donor\tType\n", "Only titles stand here"),
        (
            "\n".join(f"Example {number}\tDonor" for number in range(201)),
            "at most 200 rows",
        ),
    ],
)
def test_what_cannot_be_looked_at_is_kept_and_says_why(plan, lead, text, sentence):
    page = look(lead, plan, text, "donors")

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert text[:9] in page.content.decode()


def test_a_second_press_of_the_button_takes_nothing_in_twice(plan, lead):
    page = look(lead, plan, "Example Fund\tDonor\tMoney", "donors")
    once = re.search(r'name="([\w-]*once[\w-]*)" value="(\w+)"', page.content.decode())
    data = {"text": "Example Fund\tDonor\tMoney", "seen": seen_on(page), "take_in": "1"}

    for _time in range(2):
        lead.post(address(plan, "donors"), {**data, once[1]: once[2]})

    assert plan.donors.count() == 1


def test_two_hundred_rows_come_in_at_once(plan, lead):
    text = "\n".join(f"Example {number}\tDonor\tx" for number in range(200))

    response = take_in(lead, plan, text, "donors")

    assert response.status_code == 302
    assert plan.donors.count() == 200


def test_chinese_rows_come_in(plan, lead):
    ObjectiveFactory.create(plan=plan, statement="减少汞使用")
    text = "指标\t对应目标\t单位\t基线\t目标值\n用汞量\t减少汞使用\t吨\t120\t60\n"

    response = take_in(lead, plan, text, "indicators")

    assert response.status_code == 302
    indicator = plan.indicators.get()
    assert (indicator.name, indicator.objective.statement) == ("用汞量", "减少汞使用")


APPLICATIONS = (
    "What it is for\tProject\tDonor\tStatus\tDate sent\tAmount\n"
    "First part\tLaboratory\tExample Fund\tSent\t2026-05-01\tUSD 1,000\n"
    "Second part\t\tAnother Bank\tPlanned\t\t\n"
)


@pytest.fixture
def resources(plan):
    """A donor and a project of the plan."""
    donor = PotentialDonor.objects.create(plan=plan, name="Example Fund", kind="donor")
    project = ProjectRequest.objects.create(
        plan=plan, title="Laboratory", purpose="Measure"
    )
    return donor, project


def test_applications_come_in_with_their_project_and_donor(plan, lead, resources):
    response = take_in(lead, plan, APPLICATIONS, "applications")

    assert response.status_code == 302
    first, second = plan.applications.all()
    assert (first.donor, first.request) == resources
    assert (first.state, str(first.sent_on), first.amount) == ("sent", "2026-05-01", 1000)
    assert (second.donor, second.request, second.other_donor) == (
        None,
        None,
        "Another Bank",
    )


def test_an_unknown_project_is_told_beside_its_line(plan, lead, resources):
    text = APPLICATIONS.replace("Second part\t", "Second part\tA ship")

    page = look(lead, plan, text, "applications")

    assert page.status_code == 422
    assert "No entry of this plan is called so" in page.content.decode()
    assert 'name="applications2-request"' in page.content.decode()
    assert 'name="applications1-request"' not in page.content.decode()
    assert not plan.applications.exists()


def test_an_unknown_number_of_a_donor_is_mended_right_there(plan, lead, resources):
    text = APPLICATIONS.replace("Another Bank", "D7")
    fields = {
        "applications2-open": "1",
        "applications2-title": "Second part",
        "applications2-other_donor": "Another Bank",
        "applications2-state": "planned",
    }

    refused = take_in(lead, plan, text, "applications")
    taken = take_in(lead, plan, text, "applications", **fields)

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert plan.applications.last().other_donor == "Another Bank"


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_pastes_rows(plan, client, as_user, method):
    other = as_user(member_of(plan.area))

    response = getattr(other, method)(address(plan), {"text": EFFORTS})

    assert response.status_code == 403
    assert not plan.efforts.exists()


def test_a_list_that_no_plan_has_is_not_there(plan, lead):
    assert lead.get(address(plan, "nonsense")).status_code == 404
