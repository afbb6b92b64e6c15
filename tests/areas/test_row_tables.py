"""Rows of a plan as people have them in Word and Excel: read surely, asked, and never lost."""

from datetime import date

import pytest

from areas.forms.row_kinds import KINDS
from areas.models import PotentialDonor, ProjectRequest
from areas.reading.row_tables import Known, columns, money, read
from gmp_portal.exchange.tables import spans
from gmp_portal.exchange.tables.days import UnclearError
from gmp_portal.exchange.tables.grids import Cell, Holds
from partners.models import FormerName
from tests.factories.areas import (
    ActionFactory,
    AreaFactory,
    EffortFactory,
    MembershipFactory,
    ObjectiveFactory,
    PlanFactory,
    lead_of,
)
from tests.factories.partners import PartnerFactory, RepresentativeFactory


@pytest.fixture
def plan(db):
    area = AreaFactory.create(names={"en": "Example gold"})
    plan = PlanFactory.create(area=area, started_by=lead_of(area))
    for statement in ("Cut the use of mercury by half", "Replace dental amalgam"):
        ObjectiveFactory.create(plan=plan, statement=statement)
    for title in ("Train miners in the field", "Write a guide for customs", "Share data"):
        ActionFactory.create(plan=plan, title=title)
    return plan


def first_row(plan, kind, **cells):
    """The row that stands in one line below these titles."""
    table = read(plan, KINDS[kind], list(cells), [list(cells.values())])
    return table.rows[0]


def data_of(plan, kind, **cells):
    return first_row(plan, kind, **cells).data


def wrong_in(row):
    return {cell.key for cell in row.wrong}


# Money ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "amount", "currency"),
    [
        ("USD 180,000", "180000.00", "USD"),
        ("USD 1,250", "1250.00", "USD"),
        ("180 000 USD", "180000.00", "USD"),
        ("US$ 350k", "350000.00", "USD"),
        ("US$1.5 million", "1500000.00", "USD"),
        ("1,5 Mio. EUR", "1500000.00", "EUR"),
        ("€ 12.500,00", "12500.00", "EUR"),
        ("EUR 250’000", "250000.00", "EUR"),
        ("120万元", "1200000.00", "CNY"),
        ("人民币 3.5亿元", "350000000.00", "CNY"),
        ("50万美元", "500000.00", "USD"),
        ("８０，０００ 美元", "80000.00", "USD"),
        ("500元", "500.00", "CNY"),
        ("£20,000.50", "20000.50", "GBP"),
        ("١٢٣٤٥٦ USD", "123456.00", "USD"),
        ("2 lakh INR", "200000.00", "INR"),
        ("R$ 40 mil", "40000.00", "BRL"),
        ("15 тыс. евро", "15000.00", "EUR"),
        ("-", None, ""),
        ("n/a", None, ""),
    ],
)
def test_an_amount_that_is_sure_is_read_with_its_currency(words, amount, currency):
    said = money.read(words)

    assert (said.amount and str(said.amount), said.currency) == (amount, currency)
    assert not said.why


@pytest.mark.parametrize(
    ("words", "amount", "currency", "is_wrong"),
    [
        ("in kind", None, "", False),
        ("to be determined", None, "", False),
        ("approx. US$ 350k", "350000.00", "USD", False),
        ("$ 5,000.00", "5000.00", "", True),
        ("¥ 300000", "300000.00", "", True),
        ("TZS 1000000", "1000000.00", "", True),
        ("USD 100,000–150,000", None, "USD", True),
        ("USD 100,000 / EUR 90,000", None, "", True),
        ("USD 1.250", "1250.00", "USD", False),
        ("USD 1,250 million", None, "USD", True),
        ("2 posts", None, "", False),
        ("USD -500", None, "USD", True),
        ("5 dollars 30 cents", None, "", True),
    ],
)
def test_an_amount_that_is_not_sure_is_asked_and_keeps_what_is_known(
    words, amount, currency, is_wrong
):
    said = money.read(words)

    assert (said.amount and str(said.amount), said.currency) == (amount, currency)
    assert said.why
    assert said.is_wrong == is_wrong


def test_words_that_are_no_amount_stay_in_the_text_of_the_row(plan):
    data = data_of(plan, "efforts", Description="Lend staff", Budget="in kind, 2 posts")

    assert data == {"description": "Lend staff\nBudget: in kind, 2 posts"}


def test_a_title_says_the_currency_of_all_amounts_below_it(plan):
    row = first_row(plan, "efforts", **{"Estimated budget (US$)": "180,000.00"})

    assert row.data == {"cost": "180000.00", "currency": "USD"}
    assert not row.wrong


def test_the_column_beside_an_amount_says_which_dollar(plan):
    data = data_of(plan, "requests", Amount="$ 5,000.00", Currency="CAD")

    assert data == {"amount": "5000.00", "currency": "CAD"}


def test_two_currencies_for_one_amount_are_asked(plan):
    row = first_row(plan, "requests", Amount="EUR 5,000.00", Currency="USD")

    assert wrong_in(row) == {"amount"}


def test_a_number_of_a_spreadsheet_has_one_reading(plan):
    table = read(
        plan,
        KINDS["requests"],
        ["Amount", "Currency"],
        [[Cell(Holds.NUMBER, "1250"), "EUR"]],
    )

    assert table.rows[0].data == {"amount": "1250.00", "currency": "EUR"}


@pytest.mark.parametrize("holds", [Holds.FORMULA, Holds.FAULT, Holds.JOINED])
def test_what_no_value_stands_in_is_nobodys_answer(plan, holds):
    table = read(
        plan, KINDS["requests"], ["Project", "Amount"], [["A", Cell(holds, "=A1*2")]]
    )

    assert wrong_in(table.rows[0]) == {"amount"}


# Days ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2027-09-30", (2027, 9, 30), (2027, 9, 30)),
        ("13 January 2025", (2025, 1, 13), (2025, 1, 13)),
        ("٢٠٢٧-٠٩-٣٠", (2027, 9, 30), (2027, 9, 30)),
        ("2026年3月", (2026, 3, 1), (2026, 3, 31)),
        ("2026年3月5日", (2026, 3, 5), (2026, 3, 5)),
        ("5 марта 2026 года", (2026, 3, 5), (2026, 3, 5)),
        ("5 أيار/مايو 2026", (2026, 5, 5), (2026, 5, 5)),
        ("30 حزيران/يونيه 2026", (2026, 6, 30), (2026, 6, 30)),
        (
            "1 كانون\u00a0الثاني/يناير إلى 31 كانون\u00a0الأول/ديسمبر 2026",
            (2026, 1, 1),
            (2026, 12, 31),
        ),
        ("1 января – 31 декабря 2026 года", (2026, 1, 1), (2026, 12, 31)),
        ("2025-01", (2025, 1, 1), (2025, 1, 31)),
        ("03/2027", (2027, 3, 1), (2027, 3, 31)),
        ("Feb. 2028", (2028, 2, 1), (2028, 2, 29)),
        ("Q3 2027", (2027, 7, 1), (2027, 9, 30)),
        ("2027-Q1", (2027, 1, 1), (2027, 3, 31)),
        ("3rd quarter of 2027", (2027, 7, 1), (2027, 9, 30)),
        ("2027年第三季度", (2027, 7, 1), (2027, 9, 30)),
        ("2027年上半年", (2027, 1, 1), (2027, 6, 30)),
        ("H2 2026", (2026, 7, 1), (2026, 12, 31)),
        ("2027", (2027, 1, 1), (2027, 12, 31)),
        ("2027年", (2027, 1, 1), (2027, 12, 31)),
        ("end of 2027", (2027, 12, 31), (2027, 12, 31)),
        ("2027年底", (2027, 12, 31), (2027, 12, 31)),
        ("2026-03 – 2027-06", (2026, 3, 1), (2027, 6, 30)),
        ("2026–2027", (2026, 1, 1), (2027, 12, 31)),
        ("2026-2027", (2026, 1, 1), (2027, 12, 31)),
        ("2026-03-2027-06", (2026, 3, 1), (2027, 6, 30)),
        ("2026-27", (2026, 1, 1), (2027, 12, 31)),
        ("2026-03-01 to 2027-06-15", (2026, 3, 1), (2027, 6, 15)),
        ("Jan–Jun 2026", (2026, 1, 1), (2026, 6, 30)),
        ("from January 2026 to June 2027", (2026, 1, 1), (2027, 6, 30)),
        ("Q1-Q3 2026", (2026, 1, 1), (2026, 9, 30)),
        ("2026年3月至2027年6月", (2026, 3, 1), (2027, 6, 30)),
        ("2026年3月至6月", (2026, 3, 1), (2026, 6, 30)),
        ("from March 2026", (2026, 3, 1), None),
        ("until 2027", None, (2027, 12, 31)),
    ],
)
def test_days_and_stretches_of_time_are_read(words, first, last):
    at = spans.span(words)

    assert (at.first, at.last) == (first and date(*first), last and date(*last))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("13/01/2025", "day_two_readings"),
        ("03.04.25", "day_two_readings"),
        ("13/01/2025 - 14/01/2025", "day_unknown"),
        ("soon", "day_unknown"),
        ("ongoing", "day_unknown"),
        ("2025-13", "day_unknown"),
        ("30 February 2026", "day_unknown"),
        ("mid-2027", "day_unknown"),
        ("2027 to 2026", "day_unknown"),
        ("May/June 2026", "day_unknown"),
        ("أيار/يونيه 2026", "day_unknown"),
        ("", "day_unknown"),
    ],
)
def test_what_is_no_day_or_has_two_readings_is_asked(words, code):
    with pytest.raises(UnclearError) as unclear:
        spans.span(words)

    assert unclear.value.code in (code, "day_two_readings")


def test_a_period_is_taken_for_its_first_and_last_day(plan):
    row = first_row(plan, "efforts", Start="Q3 2026", End="2027")

    assert row.data == {"starts_on": "2026-07-01", "ends_on": "2027-12-31"}
    assert not row.is_sure


def test_a_column_with_the_duration_fills_start_and_end(plan):
    data = data_of(plan, "efforts", Timeline="2026-03 – 2027-06", Start="2026-04-01")

    assert data == {"ends_on": "2027-06-30", "starts_on": "2026-04-01"}


def test_one_day_is_no_duration(plan):
    assert wrong_in(first_row(plan, "efforts", Timeline="2026-03-01")) == {"period"}


# Entries of the plan, partners, contacts ------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "A2",
        "2",
        "Action 2",
        "行动2",
        "Write a guide for customs",
        "WRITE A GUIDE, FOR CUSTOMS!",
        "A2: Write a guide for customs",
        "2. Write a guide for customs",
        "Write a guide for custom",
    ],
)
def test_an_action_is_known_by_its_number_its_title_or_both(plan, words):
    assert data_of(plan, "efforts", Action=words) == {
        "action": str(plan.actions.all()[1].pk)
    }


@pytest.mark.parametrize("words", ["A9", "Plant trees", "A1: Write a guide for customs"])
def test_an_action_that_is_none_or_two_is_asked(plan, words):
    assert wrong_in(first_row(plan, "efforts", Action=words)) == {"action"}


def test_rows_of_the_same_table_are_named_before_they_have_a_key(plan):
    known = Known(plan, coming={"actions": ["Build a laboratory"]})

    table = read(
        plan,
        KINDS["efforts"],
        ["Action", "What"],
        [["A4", "x"], ["Build a laboratory", "y"]],
        known=known,
    )

    assert [row.data["action"] for row in table.rows] == ["new:actions:0"] * 2


def test_a_plan_that_is_replaced_counts_its_own_actions(plan):
    known = Known(plan, coming={"actions": ["Build a laboratory"]}, replaced={"actions"})

    table = read(
        plan, KINDS["efforts"], ["Action", "What"], [["Action 1", "x"]], known=known
    )

    assert table.rows[0].data["action"] == "new:actions:0"


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("O1, O2", [0, 1]),
        ("O1–O2", [0, 1]),
        ("1; Replace dental amalgam", [0, 1]),
        ("Objective 2", [1]),
    ],
)
def test_several_objectives_stand_in_one_cell(plan, words, places):
    objectives = list(plan.objectives.all())

    data = data_of(plan, "actions", Action="A", Objectives=words)

    assert data["objectives"] == [str(objectives[place].pk) for place in places]


def test_of_several_objectives_the_unknown_is_named(plan):
    row = first_row(plan, "actions", Action="A", Objectives="O1, O7")

    assert wrong_in(row) == {"objectives"}
    assert "O7" in row.wrong[0].why
    assert row.data["objectives"] == [str(plan.objectives.first().pk)]


@pytest.mark.parametrize(
    "name", ["Example Institute", "EI", "Old Institute", "example  institute (EI)"]
)
def test_a_partner_is_known_by_any_of_its_names(plan, name):
    partner = PartnerFactory.create(name="Example Institute", short_name="EI")
    FormerName.objects.create(partner=partner, name="Old Institute")
    MembershipFactory.create(area=plan.area, partner=partner)

    assert data_of(plan, "efforts", Who=name) == {"partner": str(partner.pk)}


def test_whoever_is_no_partner_of_the_area_is_another_participant(plan):
    row = first_row(plan, "efforts", Who="World Example Bank")

    assert row.data == {"participant": "World Example Bank"}
    assert not row.is_sure


def test_two_partners_in_one_cell_are_asked(plan):
    for name in ("Example Institute", "Sample Agency"):
        partner = PartnerFactory.create(name=name)
        MembershipFactory.create(area=plan.area, partner=partner)

    row = first_row(plan, "efforts", Who="Example Institute and Sample Agency")

    assert wrong_in(row) == {"who"}
    assert row.data == {"participant": "Example Institute and Sample Agency"}


@pytest.mark.parametrize(
    "words", ["Ana Example", "Dr. ANA EXAMPLE", "Ana Example, Institute", "ana@example.org"]
)
def test_a_contact_is_known_by_name_or_address(plan, words):
    partner = plan.area.lead_terms.get().partner
    person = RepresentativeFactory.create(partner=partner).person
    person.name, person.email = "Ana Example", "ana@example.org"
    person.save()

    assert data_of(plan, "efforts", Contact=words) == {"contact": str(person.pk)}


def test_somebody_who_may_not_be_named_is_no_contact(plan):
    row = first_row(plan, "efforts", Contact="Somebody Else")

    assert wrong_in(row) == {"contact"}
    assert row.data == {}


def test_a_linkage_names_another_area_or_anything_else(plan):
    area = AreaFactory.create(names={"en": "Mercury waste", "zh": "汞废物"})

    table = read(
        plan,
        KINDS["linkages"],
        ["Name", "How"],
        [["汞废物", "x"], ["Basel Convention", "y"]],
    )

    assert table.rows[0].data == {"area": str(area.pk), "side": "inside", "note": "x"}
    assert table.rows[1].data == {"name": "Basel Convention", "note": "y"}


# Applications to donors -----------------------------------------------------------------


@pytest.fixture
def donors(plan):
    """Two donors and two projects, of which applications can speak."""
    named = [
        PotentialDonor.objects.create(plan=plan, name=name, kind="donor", position=place)
        for place, name in enumerate(("Example Fund", "Sample Development Bank"))
    ]
    for place, title in enumerate(("Laboratory", "Boats for inspectors")):
        ProjectRequest.objects.create(
            plan=plan, title=title, purpose="Measure", position=place
        )
    return named


@pytest.mark.parametrize(
    "words",
    ["Sample Development Bank", "SAMPLE DEVELOPMENT BANK", "D2", "2", "Donor 2", "捐赠者2"],
)
def test_an_application_asks_a_donor_by_name_or_number(plan, donors, words):
    data = data_of(plan, "applications", Application="A", Donor=words)

    assert data == {"title": "A", "donor": str(donors[1].pk)}


@pytest.mark.parametrize("words", ["Another Bank", "5 Continents Fund"])
def test_a_donor_that_no_list_has_is_another_one(plan, donors, words):
    row = first_row(plan, "applications", Donor=words)

    assert row.data == {"other_donor": words}
    assert "another donor" in str(row.cells[0].why)


@pytest.mark.parametrize("words", ["D9", "9", "Donor 9", "D1: Sample Development Bank"])
def test_a_number_that_no_donor_has_is_asked(plan, donors, words):
    row = first_row(plan, "applications", Donor=words)

    assert wrong_in(row) == {"donor"}
    assert row.data == {}


def test_two_donors_of_one_name_are_asked(plan, donors):
    PotentialDonor.objects.create(plan=plan, name="example fund", kind="finance")

    row = first_row(plan, "applications", Donor="Example Fund")

    assert wrong_in(row) == {"donor"}


@pytest.mark.parametrize("words", ["Boats for inspectors", "P2", "Project 2", "2"])
def test_an_application_names_its_project_by_title_or_number(plan, donors, words):
    data = data_of(plan, "applications", Project=words)

    assert data == {"request": str(plan.requests.get(title="Boats for inspectors").pk)}


def test_a_project_that_no_list_has_is_asked(plan, donors):
    row = first_row(plan, "applications", Project="A ship", Donor="Example Fund")

    assert wrong_in(row) == {"request"}
    assert row.data == {"donor": str(donors[0].pk)}


@pytest.mark.parametrize(
    ("words", "ticked"), [("Yes", "on"), ("是", "on"), ("no", ""), ("Нет", "")]
)
def test_a_strategic_project_is_said_by_yes_or_no(plan, words, ticked):
    data = data_of(plan, "requests", **{"Strategic project": words})

    assert data == {"is_strategic": ticked}


def test_what_is_neither_yes_nor_no_is_asked(plan):
    row = first_row(plan, "requests", **{"Strategic project": "perhaps"})

    assert wrong_in(row) == {"is_strategic"}


# Choices -------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["Bilateral", "bilateral", "双边", "Bilatéral", "ثنائية"])
def test_a_kind_is_known_by_its_words_in_all_languages(plan, words):
    assert data_of(plan, "efforts", Kind=words) == {"kind": "bilateral"}


def test_a_kind_that_is_none_is_asked_with_the_likely_one(plan):
    row = first_row(plan, "efforts", Kind="Collaboratives")

    assert wrong_in(row) == {"kind"}
    assert "Collaborative”" in row.wrong[0].why


@pytest.mark.parametrize(
    "words", ["O1, O3", "1 and 3", "O1; O3: End or minimize the use of mercury"]
)
def test_objectives_of_the_partnership_are_known_by_code_or_words(plan, words):
    data = data_of(plan, "objectives", **{"Partnership objectives": words})

    assert data == {"goal_links": ["O1", "O3"]}


# Milestones ----------------------------------------------------------------------------


def test_several_milestones_stand_in_one_cell(plan):
    row = first_row(
        plan,
        "efforts",
        Milestones="• 2027-12-01 First agreement\n- Q1 2028: Second agreement\n"
        "3) Third one (June 2028)",
    )

    assert row.milestones == (
        {"due_on": "2027-12-01", "text": "First agreement"},
        {"due_on": "2028-03-31", "text": "Second agreement"},
        {"due_on": "2028-06-30", "text": "Third one"},
    )
    assert not row.wrong


def test_a_milestone_without_a_day_keeps_its_words(plan):
    row = first_row(plan, "efforts", Milestones="First agreement; 13/01/2027 second one")

    assert [step["due_on"] for step in row.milestones] == ["", ""]
    assert wrong_in(row) == {"milestones"}


def test_chinese_milestones(plan):
    row = first_row(plan, "efforts", 里程碑="2027年6月：完成培训\n2027年12月1日 签署协议")

    assert row.milestones == (
        {"due_on": "2027-06-30", "text": "完成培训"},
        {"due_on": "2027-12-01", "text": "签署协议"},
    )


def test_a_milestone_names_its_effort_by_number_or_who(plan):
    effort = EffortFactory.create(plan=plan, partner=None, participant="Example Fund")

    table = read(
        plan,
        KINDS["milestones"],
        ["Effort", "Date", "Milestone"],
        [["E1", "2026-05-01", "a"], ["Example Fund", "2026-06", "b"]],
    )

    assert {row.data["effort"] for row in table.rows} == {str(effort.pk)}


# Titles --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", columns.LANGUAGES)
def test_each_column_has_its_own_title_in_six_languages(kind, language):
    keys = list(columns.keys_of(KINDS[kind]))
    titles = [columns.title_of(KINDS[kind], key, language) for key in keys]

    heading = columns.match(KINDS[kind], titles)

    assert heading.places == {key: place for place, key in enumerate(keys)}


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Responsible partner / organization", "who"),
        ("COST (in USD)", "cost"),
        ("3. Contact person *", "contact"),
        ("Partner or other particpant", "who"),
        ("负责单位", "who"),
        ("预算（万元）", "cost"),
        ("Estimated budget US$", "cost"),
        ("الشريك", "who"),
    ],
)
def test_a_title_that_people_write_is_a_column(title, key):
    assert columns.match(KINDS["efforts"], [title]).places == {key: 0}


def test_a_column_that_nobody_knows_keeps_its_name_and_words(plan):
    table = read(
        plan, KINDS["donors"], ["Donor", "Shoe size"], [["Example Fund", "44"], ["", ""]]
    )

    assert table.unknown == ["Shoe size"]
    assert table.rows[0].left == (("Shoe size", "44"),)
    assert len(table.rows) == 1


def test_without_titles_columns_stand_in_the_portals_order(plan):
    table = read(plan, KINDS["donors"], None, [["Example Fund", "Donor", "Money", "more"]])

    assert table.rows[0].data == {"name": "Example Fund", "kind": "donor", "note": "Money"}
    assert table.rows[0].left == (("#4", "more"),)


def test_the_line_with_the_titles_is_noticed():
    lines = [["Table 4: Donors"], ["Donor", "Type"], ["Example Fund", "Donor"]]

    assert columns.header_line(KINDS["donors"], lines) == 1
    assert columns.header_line(KINDS["donors"], lines[2:]) is None
    assert columns.header_line(KINDS["donors"], [["a", "b"], ["Donor", "Type"]]) is None
