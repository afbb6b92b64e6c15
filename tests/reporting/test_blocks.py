"""Texts are edited one by one with their notes inline; figures are locked (B7-5)."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from gmp_portal.typesetting.content import (
    Annex,
    Chapter,
    DraftDecision,
    Emphasis,
    Note,
    Operative,
    Paragraph,
    SubParagraph,
    Table,
    words,
)
from gmp_portal.workflow import RuleRefusedError
from reporting.actions import reports
from reporting.assembly import blocks, checks, mastheads, report_document
from reporting.models import Report
from tests.factories.areas import AreaFactory
from tests.factories.reporting import AreaReportFactory, draft_report, sample_document
from tests.forms import token_on
from tests.not_now import told

DECISION = DraftDecision(
    title="Draft decision",
    opening=words("The Conference,"),
    preamble=(words("Recalling much,"),),
    operative=(Operative(words("Decides:"), (words("this;"), words("that."))),),
)


@pytest.fixture
def draft(secretariat):
    return draft_report(
        secretariat,
        blocks=(
            Chapter("Introduction"),
            Paragraph(words("The Partnership worked.", Note("See the register."))),
            Table(title="Figures", header=("A",), rows=((words("1"),),)),
        ),
        annexes=(Annex(blocks=(DECISION,)),),
    )


def block_url(report, number, name="block_edit"):
    return reverse(f"reporting:{name}", args=[report.slug, number])


def take_out(browser, report, number):
    """Press the button on the page of a text."""
    seen = token_on(browser, block_url(report, number))
    return browser.post(block_url(report, number, "block_remove"), {"version": seen})


@pytest.mark.parametrize(
    "text",
    [
        words("Plain words."),
        words("Words", Note("with a note"), " and more."),
        words(Emphasis("Recalling"), " much, ", Note("first"), Note("second")),
        words("Brackets [--] stay, (so) do [these]."),
    ],
)
def test_a_text_is_the_same_after_writing_and_reading(text):
    assert blocks.read(blocks.written(text)) == text


def test_operative_paragraphs_keep_their_parts():
    assert blocks.read_operative(blocks.written_operative(DECISION.operative)) == (
        DECISION.operative
    )


@pytest.mark.parametrize(
    "typed", ["A [[note: never closed", "A [[note: ]] empty", "A ]] b"]
)
def test_a_note_that_is_not_closed_is_noticed(typed):
    assert blocks.has_open_mark(typed)


def test_a_paragraph_is_changed_with_a_note_typed_inline(draft, secretariat, as_user):
    response = as_user(secretariat).post(
        block_url(draft, 2),
        {"text": "It worked well.[[note: In 2025.]] And goes on."},
    )

    draft.refresh_from_db()
    expected = Paragraph(words("It worked well.", Note("In 2025."), " And goes on."))
    assert response.url == f"{draft.get_absolute_url()}#block-2"
    assert draft.document.blocks[1] == expected
    assert draft.version == 2


def test_a_note_without_end_is_refused_and_the_text_kept(draft, secretariat, as_user):
    response = as_user(secretariat).post(
        block_url(draft, 2), {"text": "It worked.[[note: Where"}
    )

    assert response.status_code == 422
    assert "It worked.[[note: Where" in response.content.decode()


def test_a_heading_is_changed(draft, secretariat, as_user):
    as_user(secretariat).post(block_url(draft, 1), {"text": "Overview"})

    draft.refresh_from_db()
    assert draft.document.blocks[0] == Chapter("Overview")


def test_a_decision_is_changed_paragraph_by_paragraph(draft, secretariat, as_user):
    as_user(secretariat).post(
        block_url(draft, 4),
        {
            "title": "Draft decision",
            "opening": "[[italic: The Conference]],",
            "preamble": "Recalling this,\n\nRecalling that,",
            "operative": "Decides;\n\nRequests:\n(a) one;\n(b) two.",
        },
    )

    draft.refresh_from_db()
    [decision] = draft.document.annexes[0].blocks
    assert decision.opening == (Emphasis("The Conference"), ",")
    assert len(decision.preamble) == 2
    assert decision.operative[1].items == (words("one;"), words("two."))


def test_figures_are_locked(draft, secretariat, as_user):
    response = as_user(secretariat).post(block_url(draft, 3), {"text": "2"})

    assert response.status_code == 403


def test_a_block_that_is_not_there_is_not_found(draft, secretariat, as_user):
    assert as_user(secretariat).get(block_url(draft, 99)).status_code == 404


def test_a_paragraph_is_added_and_taken_out_and_the_sources_go_along(secretariat, as_user):
    area_report = AreaReportFactory.create(state="accepted")
    report = _assembled(area_report.cycle, secretariat)
    browser = as_user(secretariat)
    before = [(p.source.get("kind"), p.block) for p in _places(report)]

    added = browser.post(block_url(report, 2, "block_add"), {"version": 1})
    report.refresh_from_db()
    between = [(p.source.get("kind"), p.block) for p in _places(report)]
    take_out(browser, report, 3)
    report.refresh_from_db()

    assert added.url == block_url(report, 3)
    assert between[2] == ("secretariat", Paragraph(words("\u2026")))
    assert between[:2] + between[3:] == before
    assert [(p.source.get("kind"), p.block) for p in _places(report)] == before


def test_figures_are_not_taken_out(draft, secretariat, as_user):
    response = as_user(secretariat).post(
        block_url(draft, 3, "block_remove"), {"version": 1}
    )

    assert response.status_code == 403


def test_a_button_pressed_twice_adds_one_paragraph(draft, secretariat, as_user):
    browser = as_user(secretariat)

    first = browser.post(block_url(draft, 1, "block_add"), {"version": 1})
    again = browser.post(block_url(draft, 1, "block_add"), {"version": 1})

    draft.refresh_from_db()
    assert (first.url, again.url) == (block_url(draft, 2), block_url(draft, 2))
    assert len(draft.document.blocks) == 4


@pytest.mark.parametrize("version", ["", "x", "-1", "²"])
def test_a_version_that_is_no_number_is_refused(draft, secretariat, as_user, version):
    browser = as_user(secretariat)

    response = browser.post(block_url(draft, 1, "block_add"), {"version": version})

    stored = Report.objects.get(pk=draft.pk)
    assert response.status_code == 409
    assert (stored.content, stored.version) == (draft.content, draft.version)


def test_a_frozen_text_is_not_changed(draft, secretariat, as_user):
    reports.freeze(draft, by=secretariat)

    form = {"text": "Other words."}
    response = as_user(secretariat).post(block_url(draft, 2), form, follow=True)

    stored = Report.objects.get(pk=draft.pk)
    said = ["This report is frozen. Open its snapshot again before you change it."]
    assert told(response) == (409, draft.get_absolute_url(), said)
    assert "Other words." in response.content.decode()
    assert (stored.content, stored.version) == (draft.content, draft.version)


def test_the_first_page_is_changed_and_notes_of_other_lines_stay(secretariat, as_user):
    report = _assembled(AreaReportFactory.create(state="accepted").cycle, secretariat)
    values = mastheads.values(mastheads.of_document(report))
    form = {name: value for name, value in values.items() if value not in (None, False)}

    as_user(secretariat).post(
        reverse("reporting:masthead_edit", args=[report.slug]),
        form | {"symbol": "UNEP/NEW/1", "agenda_note": "Changed note."},
    )

    report.refresh_from_db()
    meeting = report.document.meeting
    assert report.symbol == "UNEP/NEW/1"
    assert meeting.agenda_item[-1] == Note("Changed note.")
    assert meeting.place_and_dates[-1] == Note("Place and dates are an example.")


def test_a_symbol_of_another_document_is_refused_on_the_first_page(
    draft, secretariat, as_user
):
    other = draft_report(secretariat, symbol="UNEP/EXAMPLE/2")

    response = as_user(secretariat).post(
        reverse("reporting:masthead_edit", args=[other.slug]),
        {"title": "Example", "symbol": draft.symbol},
    )

    assert response.status_code == 422


# Checks --------------------------------------------------------------------------------------


def test_missing_areas_and_symbol_are_named_before_freezing(secretariat):
    area_report = AreaReportFactory.create(state="accepted")
    AreaFactory.create()
    report = _assembled(area_report.cycle, secretariat, symbol="", agenda_item="")

    texts = [check.text for check in checks.of_report(report, _places(report))]

    assert texts == [
        "The symbol is empty.",
        "The agenda item is empty.",
        "1 area is missing: no report of it was accepted. It is listed as such.",
    ]


def test_a_document_over_the_limit_is_named(secretariat):
    report = draft_report(secretariat, blocks=(Paragraph(words("word " * 8_600)),))

    texts = [check.text for check in checks.of_report(report, _places(report))]

    assert texts == ["The document has 8602 words; 8500 is the limit."]


def test_a_table_without_title_is_named(secretariat):
    table = Table(title="", header=("A",), rows=((words("1"),),))
    report = draft_report(secretariat, blocks=(table,))

    assert "A table has no title." in [
        check.text for check in checks.of_report(report, _places(report))
    ]


def test_every_source_is_named_and_edits_are_measured(secretariat, as_user):
    area_report = AreaReportFactory.create(state="accepted")
    report = _assembled(area_report.cycle, secretariat)
    [place] = [p for p in _places(report) if p.source.get("field") == "highlights"]
    browser = as_user(secretariat)
    before = browser.get(report.get_absolute_url()).content.decode()

    browser.post(
        block_url(report, place.number),
        {"text": "Three good laboratories were opened."},
    )

    after = browser.get(report.get_absolute_url()).content.decode()
    assert "unchanged" in before
    assert area_report.get_absolute_url() in before
    assert "% changed" in after


def test_a_level_of_a_part_is_kept(secretariat, as_user):
    report = draft_report(
        secretariat, blocks=(Paragraph(words("List:")), SubParagraph(2, words("old")))
    )

    as_user(secretariat).post(block_url(report, 2), {"text": "new"})

    report.refresh_from_db()
    assert report.document.blocks[1] == SubParagraph(2, words("new"))


def _assembled(cycle, by, **changes):
    masthead = mastheads.example("cop", "en", today=date(2026, 1, 15))
    document, sources = report_document.report(
        cycle, replace(masthead, **changes), as_of=date(2026, 1, 15)
    )
    return reports.keep(
        document,
        kind=Report.Kind.COP,
        as_of=date(2026, 1, 15),
        by=by,
        origin=reports.Origin(cycle, sources),
    )


def _places(report):
    return list(blocks.places(report.document, report.sources))


def test_sample_documents_have_places(secretariat):
    assert len(list(blocks.places(sample_document(), {}))) == 2


def test_a_paragraph_that_was_added_and_left_is_not_frozen(draft, secretariat, as_user):
    browser = as_user(secretariat)
    browser.post(block_url(draft, 1, "block_add"), {"version": 1})
    draft.refresh_from_db()

    page = browser.get(draft.get_absolute_url()).content.decode()

    assert "A paragraph has no words." in page
    with pytest.raises(RuleRefusedError, match="A paragraph has no words"):
        reports.freeze(draft, by=secretariat)
