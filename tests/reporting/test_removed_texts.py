"""A text taken out of a draft report comes back to its place (B7-5, C4)."""

import pytest
from django.urls import reverse

from gmp_portal import ledger
from gmp_portal.typesetting.content import (
    Annex,
    Chapter,
    DraftDecision,
    Note,
    Operative,
    Paragraph,
    words,
)
from gmp_portal.workflow import RuleRefusedError
from reporting.actions import report_texts, reports
from reporting.assembly import blocks
from reporting.reading import removed_texts
from tests.factories.accounts import UserFactory
from tests.factories.reporting import draft_report
from tests.not_now import told
from tests.reporting.test_blocks import take_out

DECISION = DraftDecision(
    title="Draft decision",
    opening=words("The Conference,"),
    preamble=(words("Recalling much,"),),
    operative=(Operative(words("Decides:"), (words("this;"), words("that."))),),
)
TEXTS = (
    Chapter("Introduction"),
    Paragraph(words("First words.", Note("See the register."))),
    Paragraph(words("Second words.")),
    Paragraph(words("Third words.")),
)


@pytest.fixture
def draft(secretariat):
    return draft_report(secretariat, blocks=TEXTS, annexes=(Annex(blocks=(DECISION,)),))


@pytest.fixture
def browser(secretariat, as_user):
    return as_user(secretariat)


def back_url(report, key):
    return reverse("reporting:block_bring_back", args=[report.slug, key])


def removed(report, key, by):
    """Take a text out through the action, and answer what is kept of it."""
    report_texts.remove(
        report, lambda stored: blocks.place_of(stored.document, stored.sources, key), by=by
    )
    return removed_texts.find(report, key)


def order(report):
    report.refresh_from_db()
    return [place.key for place in blocks.places(report.document, report.sources)]


def test_a_text_that_was_taken_out_is_listed_with_who_and_when(draft, browser, secretariat):
    take_out(browser, draft, 2)

    page = browser.get(draft.get_absolute_url()).content.decode()

    assert "Texts that were taken out" in page
    assert "First words.[[note: See the register.]]" in page
    assert f"Taken out by {secretariat.name} on" in page
    assert back_url(draft, "0.1") in page


def test_it_comes_back_as_it_was_to_its_place(draft, browser):
    before = order(draft)
    take_out(browser, draft, 2)

    response = browser.post(back_url(draft, "0.1"))

    assert order(draft) == before
    assert draft.document.blocks == TEXTS
    assert response.url == f"{draft.get_absolute_url()}#block-2"
    assert "were taken out" not in browser.get(draft.get_absolute_url()).content.decode()


def test_a_decision_of_an_annex_is_listed_in_full_and_comes_back(draft, browser):
    take_out(browser, draft, 5)
    [kept] = removed_texts.of_report(type(draft).objects.get(pk=draft.pk))

    browser.post(back_url(draft, kept.key))

    draft.refresh_from_db()
    assert kept.text == (
        "Draft decision\n\nThe Conference,\n\nRecalling much,\n\n"
        "Decides:\n(a) this;\n(b) that."
    )
    assert draft.document.annexes[0].blocks == (DECISION,)


@pytest.mark.parametrize(
    ("gone", "back", "expected"),
    [
        (["0.1", "0.2"], "0.2", ["0.0", "0.2", "0.3"]),
        (["0.2", "0.1"], "0.1", ["0.0", "0.1", "0.3"]),
        (["0.0", "0.1", "0.2", "0.3"], "0.1", ["0.1"]),
        (["0.0"], "0.0", ["0.0", "0.1", "0.2", "0.3"]),
    ],
)
def test_its_place_is_found_among_what_is_left(draft, secretariat, gone, back, expected):
    kept = {key: removed(draft, key, secretariat) for key in gone}

    report_texts.bring_back(draft, kept[back], by=secretariat)

    assert [key for key in order(draft) if key.startswith("0")] == expected


def test_both_acts_stand_in_the_ledger_and_not_on_the_public_page(
    draft, secretariat, as_user
):
    kept = removed(draft, "0.1", secretariat)
    report_texts.bring_back(draft, kept, by=secretariat)

    kinds = [entry.kind for entry in ledger.trail(draft)]

    assert {"report.text_removed", "report.text_brought_back"} <= set(kinds)


def test_a_text_that_is_back_is_not_brought_back_again(draft, secretariat):
    kept = removed(draft, "0.1", secretariat)
    report_texts.bring_back(draft, kept, by=secretariat)

    with pytest.raises(RuleRefusedError, match="back already"):
        report_texts.bring_back(draft, kept, by=secretariat)


def test_a_text_taken_out_twice_was_taken_out_by_the_second_person(draft, secretariat):
    other = UserFactory.create(officer=True)
    report_texts.bring_back(draft, removed(draft, "0.1", secretariat), by=secretariat)
    removed(draft, "0.1", other)

    [kept] = removed_texts.of_report(draft)

    assert kept.removed_by == other


def test_a_frozen_report_offers_nothing_back(draft, browser, secretariat):
    removed(draft, "0.1", secretariat)
    reports.freeze(draft, by=secretariat)

    page = browser.get(draft.get_absolute_url()).content.decode()
    response = browser.post(back_url(draft, "0.1"), follow=True)

    _status, address, [said] = told(response)
    assert "Bring back" not in page
    assert address == draft.get_absolute_url()
    assert said.startswith("This report is frozen. Open its snapshot again")
    assert len(order(draft)) == 4


def test_what_was_never_taken_out_is_not_found(draft, browser):
    assert browser.post(back_url(draft, "0.1")).status_code == 404


def test_others_bring_nothing_back(draft, secretariat, as_user):
    removed(draft, "0.1", secretariat)

    response = as_user(UserFactory.create()).post(back_url(draft, "0.1"))

    assert response.status_code == 404
    assert len(order(draft)) == 4
