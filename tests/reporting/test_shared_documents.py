"""Two officers write one report to a governing body; figures stay locked (C4, B7-4, B7-5)."""

import pytest
from django.urls import reverse

from gmp_portal import ledger
from gmp_portal.typesetting.content import (
    Annex,
    Chapter,
    DraftDecision,
    Operative,
    Paragraph,
    Table,
    words,
)
from gmp_portal.writing.models import Revision
from reporting.actions import reports
from tests.factories.accounts import UserFactory
from tests.factories.reporting import draft_report
from tests.forms import token_on

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
            Paragraph(words("The Partnership worked.")),
            Table(title="Figures", header=("A",), rows=((words("1"),),)),
            Paragraph(words("And it went on.")),
        ),
        annexes=(Annex(blocks=(DECISION,)),),
    )


@pytest.fixture
def first(as_user, secretariat):
    return as_user(secretariat)


@pytest.fixture
def second(as_user, second_officer):
    return as_user(second_officer)


def block_url(report, number, name="block_edit"):
    return reverse(f"reporting:{name}", args=[report.slug, number])


def masthead_url(report):
    return reverse("reporting:masthead_edit", args=[report.slug])


def page(name, key, *args, kind="reporting.block"):
    return reverse(f"writing:{name}", args=[kind, key, *args])


def decision(**changes):
    return {
        "title": "Draft decision",
        "opening": "The Conference,",
        "preamble": "Recalling much,",
        "operative": "Decides:\n(a) this;\n(b) that.",
    } | changes


def texts(report):
    report.refresh_from_db()
    blocks = [block for block in report.document.blocks if isinstance(block, Paragraph)]
    return ["".join(map(str, block.runs)) for block in blocks]


def test_two_officers_change_different_paragraphs(draft, first, second):
    seen = token_on(second, block_url(draft, 4))
    first.post(block_url(draft, 2), {"text": "It worked well."})

    second.post(block_url(draft, 4), {"text": "It goes on.", "version": seen})

    assert texts(draft) == ["It worked well.", "It goes on."]


def test_parts_of_a_decision_changed_apart_are_joined(draft, first, second):
    seen = token_on(second, block_url(draft, 5))
    first.post(block_url(draft, 5), decision(title="Decision", version=seen))

    response = second.post(
        block_url(draft, 5), decision(preamble="Recalling more,", version=seen), follow=True
    )

    draft.refresh_from_db()
    [block] = draft.document.annexes[0].blocks
    assert (block.title, block.preamble) == ("Decision", (words("Recalling more,"),))
    said = [str(message) for message in response.context["messages"]]
    assert "Joined with what Sample Officer saved meanwhile: Title." in said[-1]


def test_one_paragraph_changed_by_both_is_shown_twice(draft, first, second):
    seen = token_on(second, block_url(draft, 2))
    first.post(block_url(draft, 2), {"text": "It worked well.", "version": seen})

    response = second.post(block_url(draft, 2), {"text": "It did.", "version": seen})

    [conflict] = response.context["form"].shared.conflicts
    kept = {
        "".join(row.values["text"])
        for row in Revision.objects.of("reporting.block", f"{draft.pk}-0.1")
    }
    assert response.status_code == 409
    assert (conflict.theirs, conflict.mine) == ("It worked well.", "It did.")
    assert "It did." in response.content.decode()
    assert texts(draft)[0] == "It worked well."
    assert {"The Partnership worked.", "It worked well.", "It did."} <= kept


def test_a_text_is_found_when_others_come_before_it(draft, first, second):
    address = f"{block_url(draft, 4)}?block=0.3"
    seen = token_on(second, address)
    first.post(block_url(draft, 1, "block_add"), {"version": 1})

    response = second.post(address, {"text": "It goes on.", "version": seen})

    assert response.url == f"{draft.get_absolute_url()}#block-5"
    assert texts(draft) == ["\u2026", "The Partnership worked.", "It goes on."]


def test_revisions_stay_with_their_text_when_others_come_before_it(draft, first):
    first.post(block_url(draft, 4), {"text": "Changed once."})
    first.post(block_url(draft, 1, "block_add"), {"version": 2})
    first.post(block_url(draft, 5), {"text": "Changed twice."})

    first.post(page("revision_restore", f"{draft.pk}-0.3", 2), {"confirmed": "on"})

    assert texts(draft) == ["\u2026", "The Partnership worked.", "Changed once."]


def test_two_officers_add_a_paragraph_each(draft, first, second):
    first.post(block_url(draft, 2, "block_add"), {"version": 1})

    response = second.post(f"{block_url(draft, 2, 'block_add')}?block=0.1", {"version": 1})

    assert response.url == block_url(draft, 3)
    assert texts(draft).count("\u2026") == 2


def test_what_was_typed_into_a_paragraph_that_is_gone_is_given_back(draft, first, second):
    address = f"{block_url(draft, 2)}?block=0.1"
    seen = token_on(second, address)
    first.post(block_url(draft, 2, "block_remove"), {"version": seen})

    response = second.post(address, {"text": "My own words.", "version": seen})

    content = response.content.decode()
    assert response.status_code == 409
    assert "Somebody else took this paragraph out in the meantime." in content
    assert "My own words." in content
    assert texts(draft) == ["And it went on."]


@pytest.mark.parametrize("seen", ["", "0" * 32])
def test_a_paragraph_is_not_taken_out_unread(draft, first, second, seen):
    first.post(block_url(draft, 2), {"text": "Words that nobody has read."})

    response = second.post(block_url(draft, 2, "block_remove"), {"version": seen})

    assert response.status_code == 409
    assert "Read it again first." in response.content.decode()
    assert texts(draft)[0] == "Words that nobody has read."


def test_a_long_paragraph_is_not_cut(draft, first):
    first.post(block_url(draft, 2), {"text": "word " * 20_000})

    assert len(texts(draft)[0]) == 99_999


def test_lines_of_the_first_page_changed_apart_are_joined(draft, first, second):
    seen = token_on(second, masthead_url(draft))
    first.post(
        masthead_url(draft),
        {"title": "Other title", "symbol": draft.symbol, "version": seen},
    )

    second.post(
        masthead_url(draft),
        {"title": draft.title, "symbol": "UNEP/NEW/1", "version": seen},
    )

    draft.refresh_from_db()
    assert (draft.title, draft.symbol) == ("Other title", "UNEP/NEW/1")


def test_one_line_of_the_first_page_changed_by_both_is_shown_twice(draft, first, second):
    seen = token_on(second, masthead_url(draft))
    first.post(masthead_url(draft), {"title": "Their title", "version": seen})

    response = second.post(masthead_url(draft), {"title": "My title", "version": seen})

    draft.refresh_from_db()
    assert response.status_code == 409
    assert draft.title == "Their title"
    assert "My title" in response.content.decode()


def test_the_first_page_is_restored(draft, first):
    first.post(masthead_url(draft), {"title": "One"})
    first.post(masthead_url(draft), {"title": "Two"})
    address = page("revision_restore", draft.pk, 2, kind="reporting.masthead")

    first.post(address, {"confirmed": "on"})

    draft.refresh_from_db()
    assert draft.title == "One"
    assert ledger.trail(draft)[0].kind == "revision.restored"


@pytest.mark.parametrize("kind", ["reporting.block", "reporting.masthead"])
def test_officers_read_the_revisions_and_others_do_not(draft, first, as_user, kind):
    first.post(block_url(draft, 2), {"text": "Changed."})
    first.post(masthead_url(draft), {"title": "Changed"})
    key = f"{draft.pk}-0.1" if kind == "reporting.block" else str(draft.pk)
    listed = page("revision_list", key, kind=kind)
    compared = page("revision_compare", key, kind=kind)

    assert first.get(listed).status_code == 200
    assert first.get(compared, {"old": 1, "new": 2}).status_code == 200
    assert as_user(UserFactory.create()).get(listed).status_code == 404


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("reporting.block", "x-0.1"),
        ("reporting.block", "{pk}-0.9"),
        ("reporting.block", "{pk}-0.2"),
        ("reporting.masthead", "x"),
    ],
)
def test_figures_and_what_is_not_there_have_no_revisions(draft, first, kind, key):
    address = page("revision_list", key.format(pk=draft.pk), kind=kind)

    assert first.get(address).status_code == 404


@pytest.mark.parametrize("kind", ["reporting.block", "reporting.masthead"])
def test_nothing_is_restored_in_a_frozen_report(draft, first, secretariat, kind):
    first.post(block_url(draft, 2), {"text": "Changed."})
    lines = {"title": "Changed", "symbol": "UNEP/NEW/1", "issued_on": "2026-01-01"}
    first.post(masthead_url(draft), lines)
    draft.refresh_from_db()
    reports.freeze(draft, by=secretariat)
    key = f"{draft.pk}-0.1" if kind == "reporting.block" else str(draft.pk)

    response = first.post(page("revision_restore", key, 1, kind=kind), {"confirmed": "on"})

    assert (response.status_code, response.url) == (302, draft.get_absolute_url())
    assert texts(draft)[0] == "Changed."


def test_officers_of_one_report_are_told_of_each_other(draft, first, second):
    first.post(page("presence", f"{draft.pk}-0.1"))

    said = second.post(page("presence", draft.pk, kind="reporting.masthead")).json()["said"]

    assert said == "Also writing: Sample Officer (Block 2)."
