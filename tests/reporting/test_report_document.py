"""What is assembled: figures from queries, words as received, in the document's language."""

import re
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from gmp_portal.typesetting.content import BarTable, DraftDecision, Paragraph, Table, plain
from partners.models import Partner
from reporting.assembly import mastheads, report_document
from reporting.models import AreaReport, Report, ReportedActivity
from reporting.reading import figures
from tests.factories.areas import AreaFactory, PlanFactory, adopted_decision
from tests.factories.meetings import BodyFactory, MeetingFactory
from tests.factories.partners import PartnerFactory
from tests.factories.reporting import (
    AreaReportFactory,
    ContributionFactory,
    CycleFactory,
    ProgressReportFactory,
    move,
)

AS_OF = date(2026, 1, 15)


def assembled(cycle, language="en", kind="cop"):
    masthead = mastheads.example(kind, language, today=AS_OF)
    document, sources = report_document.report(cycle, masthead, as_of=AS_OF)
    return document, sources


def strings(value):
    """Every string a document holds, except the codes of its kind."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))


@pytest.fixture
def cycle():
    """Two areas, one of which has reported, with figures of every kind."""
    cycle = CycleFactory.create()
    area = AreaFactory.create(names={"en": "Mercury waste", "zh": "汞废物管理"})
    AreaFactory.create(names={"en": "Supply and storage", "zh": "汞供应和储存"})
    for kind in Partner._meta.get_field("kind").choices:
        PartnerFactory.create(name=f"示例 {kind[0]}", kind=kind[0])
    report = ProgressReportFactory.create(cycle=cycle, area=area)
    ContributionFactory.create(report=report, amount=1500, currency="USD")
    move(report, "accepted")
    plan = PlanFactory.create(area=area, status="published")
    AreaReportFactory.create(
        cycle=cycle,
        area=area,
        plan=plan,
        state="accepted",
        language="zh-hans",
        highlights="新设三个实验室。",
        effectiveness="培训成效良好。",
        lessons="",
    )
    plan.indicators.all()
    return cycle


def test_each_part_has_a_source(cycle):
    document, sources = assembled(cycle)

    parts = sources["parts"]
    assert [len(part) for part in parts] == [
        len(document.blocks),
        *(len(annex.blocks) for annex in document.annexes),
    ]
    assert all(source.get("kind") for part in parts for source in part)


def test_an_area_without_report_is_listed_as_such(cycle):
    """C11: never silently absent."""
    document, _sources = assembled(cycle)

    texts = [plain(block.runs) for block in document.blocks if isinstance(block, Paragraph)]
    assert "No report of this area had been accepted by 15 January 2026." in texts
    coverage = document.annexes[1].blocks[1]
    assert [plain(row[1]) for row in coverage.rows].count("no report received") == 1


def test_contributions_stand_in_their_own_currency(cycle):
    document, _sources = assembled(cycle)

    [table] = [
        block
        for block in document.blocks
        if isinstance(block, Table) and block.title == "Contributions on record"
    ]
    assert [[plain(cell) for cell in row] for row in table.rows] == [["USD", "1,500"]]


def test_an_indicator_without_value_is_printed_as_not_reported(cycle):
    """B7-7."""
    document, _sources = assembled(cycle)

    [table] = [
        block
        for block in document.blocks
        if isinstance(block, Table) and block.title == "Indicators of the business plan"
    ]
    assert plain(table.rows[0][3]) == "not reported"


def test_figures_are_those_of_the_day(cycle):
    PartnerFactory.create(since=date(2026, 1, 16))

    document, _sources = assembled(cycle)

    chart = next(block for block in document.blocks if isinstance(block, BarTable))
    total = Partner.objects.confirmed().count()
    assert sum(bar.value for bar in chart.rows) == total - 1
    assert chart.as_of == "15 January 2026"


@pytest.mark.parametrize(
    ("kind", "has_decision"),
    [("cop", True), ("unea", True), ("pag", False), ("biennial", False)],
)
def test_only_bodies_that_decide_get_a_draft_decision(cycle, kind, has_decision):
    document, _sources = assembled(cycle, kind=kind)

    found = [
        block
        for annex in document.annexes
        for block in annex.blocks
        if isinstance(block, DraftDecision)
    ]
    assert bool(found) is has_decision


@pytest.mark.parametrize("kind", ["cop", "unea", "pag", "biennial"])
def test_the_chinese_report_has_no_english_sentence(cycle, kind):
    """Only symbols, codes and the names of partners stay in Latin letters."""
    document, _sources = assembled(cycle, language="zh-hans", kind=kind)

    received = _received(cycle)
    texts = [_without(text, received) for text in strings(document)]
    english = [text for text in texts if re.search(r"[A-Za-z]{2,}\s+[A-Za-z]{2,}", text)]
    assert english == []
    words = {
        word for text in strings(document) for word in re.findall(r"[A-Za-z]{3,}", text)
    }
    assert words - {"UNEP", "COP", "INF", "GMP", "PAG", "General", "USD", "hans"} <= (
        {word for text in _received(cycle) for word in text.split()} | {"italic"}
    )


def _without(text, received):
    for words in received:
        text = text.replace(words, "")
    return text


def _received(cycle):
    """What others wrote: indicators, activities and names stay as they were received."""
    plans = AreaReport.objects.filter(cycle=cycle).values_list(
        "plan__indicators__name", flat=True
    )
    done = ReportedActivity.objects.values_list("activity__title", "report__partner__name")
    return {name for name in plans if name} | {name for row in done for name in row}


@pytest.mark.parametrize("value", [*AreaReport.Rating.values])
def test_every_rating_is_said_in_chinese(value):
    cycle = CycleFactory.create()
    AreaReportFactory.create(
        cycle=cycle,
        area__names={"en": "x", "zh": "示例"},
        state="accepted",
        rating=value,
        language="zh-hans",
        highlights="",
        effectiveness="好",
        lessons="",
    )

    with translation.override("en"):
        document, _sources = assembled(cycle, language="zh-hans")

    label = AreaReport.Rating(value)
    with translation.override("zh-hans"):
        assert not re.search("[a-z]", str(label.label))
        expected = str(label.label)
    assert any(expected in text for text in strings(document))


def test_a_text_in_another_language_says_so(cycle):
    document, _sources = assembled(cycle, language="en")

    assert "Reproduced as received, in Chinese." in list(strings(document))


def test_meetings_and_decisions_of_the_period_are_counted(cycle):
    group = BodyFactory.create(pag=True)
    MeetingFactory.create(body=group, status="held", starts_on=date(2025, 3, 1))
    MeetingFactory.create(body=group, status="held", starts_on=date(2026, 3, 1))
    day = datetime(2025, 5, 1, tzinfo=UTC)
    adopted_decision(
        group,
        title="Of the period",
        opened_at=day - timedelta(days=7),
        closes_at=day,
        ended_at=day,
    )
    adopted_decision(group, title="Later")

    found = figures.partnership(cycle, AS_OF)

    assert len(found.meetings) == 1
    assert [title for _symbol, title, _day in found.decisions] == ["Of the period"]


def test_the_priorities_of_all_activities_are_counted(cycle):
    document, _sources = assembled(cycle)

    [chart] = [
        block
        for block in document.blocks
        if isinstance(block, BarTable) and block.title == "Activities by priority"
    ]
    assert [(bar.label, bar.value) for bar in chart.rows] == [
        ("Less demand for mercury in products and processes", 1)
    ]


def test_every_accepted_activity_is_named_in_an_annex(cycle):
    """B7-5: the report tracks activities; drafts are not counted."""
    ProgressReportFactory.create(cycle=cycle)

    document, _sources = assembled(cycle)

    accepted = ReportedActivity.objects.get(report__status="accepted")
    table = document.annexes[2].blocks[1]
    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["Mercury waste", accepted.report.partner.name, f"{accepted} (under way)"]
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_the_facts_take_the_same_queries_however_many_areas(
    django_assert_num_queries, number
):
    cycle = CycleFactory.create()
    for _each in range(number):
        area = AreaFactory.create()
        plan = PlanFactory.create(area=area, status="published")
        AreaReportFactory.create(cycle=cycle, area=area, plan=plan, state="accepted")
        for _partner in range(number):
            report = ProgressReportFactory.create(cycle=cycle, area=area)
            ContributionFactory.create(report=report)
            move(report, "accepted")

    with django_assert_num_queries(9):
        found = figures.areas(cycle, AS_OF)

    assert len(found) == number


def test_nothing_accepted_is_an_empty_cycle():
    cycle = ProgressReportFactory.create(state="submitted").cycle

    assert report_document.is_empty(cycle)
    assert Report.objects.count() == 0
