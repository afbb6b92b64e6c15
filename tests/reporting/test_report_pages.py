"""A published report as a page: the words of its file, with contents, anchors and notes."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from gmp_portal import rounds
from gmp_portal.typesetting.content import (
    Annex,
    Bar,
    BarTable,
    Chapter,
    DraftDecision,
    Item,
    Note,
    Operative,
    Paragraph,
    Section,
    SubParagraph,
    Table,
    Unnumbered,
    words,
)
from gmp_portal.typesetting.session import session_sheet
from reporting import news
from reporting.actions import reports
from reporting.models import Report
from reporting.reading import report_page
from tests.factories.reporting import AreaReportFactory, draft_report
from tests.readers import assert_can_be_read, page_of, paragraphs_of

EVERY_KIND = (
    Chapter("Introduction"),
    Paragraph(words("It worked & went on.", Note("See <the> register."))),
    SubParagraph(1, words("With parts;")),
    Item(1, "•", words("With items.")),
    Unnumbered(words("Without a number.")),
    Section("Figures"),
    Table(
        "Contributions",
        ("Currency", "Amount"),
        ((words("USD", Note("In Example money.")), words("1,500")),),
        notes=("As reported.",),
    ),
    BarTable("Partners", (Bar("Example & others", 3), Bar("Sample", 1)), as_of="1 May"),
    Paragraph(words("It ended.")),
    DraftDecision(
        "Draft decision",
        words("The Conference"),
        (words("Recalling the Example"),),
        (Operative(words("Takes note"), (words("of this"), words("of that"))),),
    ),
)
ANNEXES = (
    Annex((Chapter("Coverage"), Paragraph(words("Eight areas."))), title="Coverage & more"),
    Annex((Paragraph(words("A list.", Note("Short."))),), title="Activities"),
)


@pytest.fixture
def publish(secretariat, second_officer, run_jobs):
    def published(sources=None, **changes):
        report = draft_report(secretariat, **changes)
        if sources:
            Report.objects.filter(pk=report.pk).update(sources={"parts": [sources]})
            report.refresh_from_db()
        reports.freeze(report, by=secretariat)
        run_jobs()
        report.refresh_from_db()
        reports.approve(report, by=second_officer)
        reports.publish(report, by=second_officer)
        return report

    return published


def said(elements):
    """The words of elements, in one line."""
    return " ".join(" ".join("".join(row.itertext()) for row in elements).split())


def test_a_document_is_news_once_in_the_language_of_its_reader(publish):
    publish()
    publish(language="fr", title="Rapport exemple")

    told = {}
    for code in ("en", "fr", "zh-hans"):
        with translation.override(code):
            told[code] = [
                (item.title, item.language) for item in rounds.read(news.reports(5, ""))
            ]
    with translation.override("en"):
        [item] = rounds.read(news.reports(5, ""))

    english = [("Example report", "en")]
    assert told == {"en": english, "fr": [("Rapport exemple", "fr")], "zh-hans": english}
    assert item.summary == ("Published as UNEP/EXAMPLE/1. Also in: French.")


def test_contents_lead_to_headings_and_paragraphs_have_anchors(publish, client):
    report = publish(blocks=EVERY_KIND, annexes=ANNEXES)

    page = page_of(client, report.get_absolute_url())

    assert_can_be_read(page)
    paragraphs = paragraphs_of(page)
    assert {"p1", "p2", "a1-p1", "a2-p1"} <= set(paragraphs)
    listed = said(page.xpath('//nav[contains(@class, "toc")]//a'))
    assert "I. Introduction" in listed
    assert "A. Figures" in listed
    assert "Annex I Coverage & more" in listed


def test_the_page_says_what_the_file_says(publish, client):
    report = publish(blocks=EVERY_KIND, annexes=ANNEXES)

    article = said(page_of(client, report.get_absolute_url()).xpath("//article"))

    for words_ in (
        *("It worked & went on.", "See <the> register.", "With parts", "With items."),
        *("Without a number.", "Table 1", "In Example money.", "As reported.", "1,500"),
        *("Figure 1", "Example & others", "1 May", "Recalling the Example,", "Takes note"),
        *("(a)", "of that.", "Eight areas.", "A list."),
    ):
        assert words_ in article
    headings = session_sheet(report.document).headings
    assert [words_ for words_ in headings[1:] if words_ not in article] == []


def test_a_note_stands_beside_its_paragraph(publish, client):
    report = publish(blocks=EVERY_KIND)

    page = page_of(client, report.get_absolute_url())

    [call] = page.xpath('//*[@id="p1"]//sup/a/@href')
    assert (
        said(page.xpath(f'//*[@id="p1"]//*[@id="{call[1:]}"]')) == "1 See <the> register."
    )


def test_tables_and_figures_are_tables(publish, client):
    report = publish(blocks=EVERY_KIND)

    page = page_of(client, report.get_absolute_url())

    table, figure = page.xpath('//article//figure[@class="fig"]')
    assert table.xpath(".//th[@scope='col']/text()") == ["Currency", "Amount"]
    assert figure.xpath(".//tbody/tr/td[@class='num']/text()") == ["3", "1"]


def test_the_body_speaks_its_own_language(publish, client):
    report = publish(language="ar", title="تقرير", blocks=(Paragraph(words("نص")),))

    [article] = page_of(client, report.get_absolute_url()).xpath("//article")

    assert (article.get("lang"), article.get("dir")) == ("ar", "rtl")


def test_the_file_is_offered_once(publish, client):
    report = publish()

    page = client.get(report.get_absolute_url()).text

    assert page.count(f'href="{report.pdf.get_absolute_url()}"') == 1
    assert page.count(report.pdf.sha256) == 1


def test_a_source_that_is_not_public_is_not_named(publish, client):
    seen = AreaReportFactory.create(state="accepted")
    unseen = AreaReportFactory.create(state="submitted")
    rows = [
        {
            "kind": "area_report",
            "area": row.area.slug,
            "report": row.pk,
            "original": "Earlier words",
        }
        for row in (seen, unseen)
    ]
    texts = ("One.", "Two.", "Three.")
    blocks = tuple(Paragraph(words(text)) for text in texts)
    report = publish(blocks=blocks, sources=[*rows, None])

    page = client.get(report.get_absolute_url()).text

    assert f'href="{seen.get_absolute_url()}"' in page
    assert f'href="{unseen.get_absolute_url()}"' not in page
    assert "Earlier words" not in page


@pytest.mark.parametrize("number", [1, 300])
def test_a_long_report_takes_the_same_queries(
    secretariat, number, django_assert_num_queries
):
    told = AreaReportFactory.create(state="accepted")
    source = {"kind": "area_report", "area": told.area.slug, "report": told.pk}
    blocks = tuple(Paragraph(words("Text.", Note("Note."))) for _row in range(number))
    report = draft_report(secretariat, blocks=blocks)
    report.sources = {"parts": [[source] * number]}

    with django_assert_num_queries(2):
        body = report_page.of(report, AnonymousUser()).body

    assert body.count('role="note"') == number
    assert body.count(told.get_absolute_url()) == 1
