"""Letters, checklists, clearances and names that two windows or people have open (C4, N16)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gmp_portal.writing.models import Revision
from partners.models import LetterOfIntent
from tests.before_rule import as_they_were
from tests.factories.accounts import UserFactory
from tests.factories.partners import PDF, LetterFactory
from tests.forms import token_on

pytestmark = pytest.mark.django_db
BASE = "First paragraph.\n\nSecond paragraph."


def part_url(letter, part, name="partners:letter_part"):
    return reverse(name, args=[letter.key, part])


def texts_of(kind, key, field):
    revisions = Revision.objects.of(kind, key)
    return {"".join(revision.values.get(field, [])) for revision in revisions}


def writing(view, kind, key, *more):
    return reverse(f"writing:{view}", args=[kind, key, *more])


# Parts of a letter ---------------------------------------------------------------------


@pytest.fixture
def letter():
    return LetterFactory.create(contribution=BASE, support_statement="2026")


@pytest.fixture
def window(letter, as_user):
    """A window of the sender; two of them have the same session."""
    return as_user(letter.sender)


def key_of(letter):
    return f"{letter.pk}-commitment"


def answers(letter, **changed):
    kept = {
        "supports": "on",
        "commits_to_goal": "on",
        "support_statement": letter.support_statement,
        "contribution": letter.contribution,
    }
    return kept | changed


def test_two_windows_that_change_different_answers_are_joined(letter, window):
    url = part_url(letter, "commitment")
    token = token_on(window, url)
    window.post(url, answers(letter, support_statement="2027", version=token))

    mine = answers(letter, contribution=f"{BASE}\n\nA third.", version=token, next="1")
    response = window.post(url, mine, follow=True)

    letter.refresh_from_db()
    said = [str(message) for message in response.context["messages"]]
    assert (letter.contribution, letter.support_statement) == (
        f"{BASE}\n\nA third.",
        "2027",
    )
    assert said[-1].startswith("Joined with what")


def test_the_same_paragraph_is_shown_with_both_texts(letter, window):
    url = part_url(letter, "commitment")
    token = token_on(window, url)
    theirs, mine = BASE.replace("Second", "Their second"), BASE.replace("Second", "My own")
    window.post(url, answers(letter, contribution=theirs, version=token))

    response = window.post(url, answers(letter, contribution=mine, version=token))

    page = response.content.decode()
    letter.refresh_from_db()
    assert response.status_code == 409
    assert letter.contribution == theirs
    assert ">Their second</ins>" in page
    assert ">My own</ins>" in page
    assert 'data-autosave="' not in page
    kept = texts_of("partners.letter", key_of(letter), "contribution")
    assert {BASE, mine, theirs} <= kept


def test_autosave_over_a_newer_text_saves_nothing_and_keeps_both(letter, window):
    url = part_url(letter, "commitment")
    token = token_on(window, url)
    window.post(url, answers(letter, contribution="Theirs.", version=token))

    response = window.post(
        part_url(letter, "commitment", "partners:letter_autosave"),
        answers(letter, contribution="Mine.", version=token),
    )

    letter.refresh_from_db()
    assert (response.status_code, response.json()["conflict"]) == (409, True)
    assert letter.contribution == "Theirs."
    assert "Mine." in texts_of("partners.letter", key_of(letter), "contribution")


def test_a_good_file_is_kept_over_a_newer_answer(letter, window):
    url = part_url(letter, "signature")
    token = token_on(window, url)
    window.post(url, {"signed_name": "Theirs", "version": token})
    upload = SimpleUploadedFile("signed.pdf", PDF, content_type="application/pdf")

    response = window.post(
        url,
        {"signed_name": "Mine", "upload": upload, "version": token},
    )

    letter.refresh_from_db()
    assert response.status_code == 409
    assert letter.signed_file.name == "signed.pdf"
    assert letter.signed_name == "Theirs"


def test_an_earlier_part_comes_back(letter, window):
    url = part_url(letter, "commitment")
    window.post(url, answers(letter, contribution="Later words."))
    where = ("partners.letter", key_of(letter))

    listed = window.get(writing("revision_list", *where))
    compared = window.get(writing("revision_compare", *where), {"old": 1, "new": 2})
    restored = window.post(
        writing("revision_restore", *where, 1), {"confirmed": "on"}, follow=True
    )

    letter.refresh_from_db()
    assert (listed.status_code, compared.status_code) == (200, 200)
    assert restored.redirect_chain == [(url, 302)]
    assert letter.contribution == BASE


def test_presence_names_the_part(letter, window):
    where = ("partners.letter", key_of(letter))

    assert window.post(writing("presence", *where)).json() == {"said": ""}


def test_revisions_of_a_draft_are_for_its_sender(letter, window, as_user, secretariat):
    window.post(part_url(letter, "commitment"), answers(letter))
    url = writing("revision_list", "partners.letter", key_of(letter))

    seen = [as_user(who).get(url).status_code for who in (UserFactory(), secretariat)]

    assert seen == [404, 404]


def test_revisions_of_a_sent_letter_are_read_by_its_sender_only(as_user, secretariat):
    letter = LetterFactory.create(submitted=True)
    url = writing("revision_list", "partners.letter", key_of(letter))

    assert as_user(letter.sender).get(url).status_code == 200
    assert as_user(secretariat).get(url).status_code == 403


def test_a_deleted_draft_leaves_no_text_behind(letter, window):
    window.post(part_url(letter, "commitment"), answers(letter))
    other = f"{LetterFactory.create().pk}-commitment"
    as_they_were(Revision.objects.filter(number=1), key=other)

    window.post(reverse("partners:letter_discard", args=[letter.key]), {"confirmed": "on"})

    assert list(Revision.objects.values_list("key", flat=True)) == [other]


@pytest.mark.parametrize("key", ["x-commitment", "1-nothing", "1-documents"])
def test_a_guessed_part_is_not_found(window, letter, key):
    key = key.replace("1", str(letter.pk))

    response = window.get(writing("revision_list", "partners.letter", key))

    assert response.status_code == 404


def test_nothing_is_brought_back_into_a_sent_letter(letter, window):
    window.post(part_url(letter, "commitment"), answers(letter, contribution="Later."))
    letter.status, letter.reference = LetterOfIntent.Status.SUBMITTED, "LOI-2026-0001"
    letter.submitted_at = letter.created_at
    letter.save(update_fields=["status", "reference", "submitted_at"])

    response = window.post(
        writing("revision_restore", "partners.letter", key_of(letter), 1),
        {"confirmed": "on"},
        follow=True,
    )

    letter.refresh_from_db()
    assert response.redirect_chain == [(letter.get_absolute_url(), 302)]
    assert letter.contribution == "Later."


# Nothing is cut ------------------------------------------------------------------------

LIMITS = [
    ("commitment", "contribution", 8000, "#A1-2c-4"),
    ("commitment", "support_statement", 8000, "#A1-2c-2"),
    ("organization", "duplicate_explanation", 2000, "#A1-2c-1"),
]


@pytest.mark.parametrize(("part", "field", "limit", "clause"), LIMITS)
def test_a_draft_keeps_what_is_too_long_and_is_not_sent(
    letter, window, part, field, limit, clause
):
    text, url = "x" * (limit + 10), part_url(letter, part)

    window.post(url, {field: text})
    page = window.get(url).content.decode()
    sent = window.post(reverse("partners:letter_submit", args=[letter.key]))

    letter.refresh_from_db()
    said = f"by 10 characters: it has {limit + 10:,}, and at most {limit:,} are possible."
    refused = sent.content.decode()
    assert getattr(letter, field) == text
    assert text in page
    assert f"<strong>Please shorten this text {said}" in page
    assert (sent.status_code, letter.status) == (422, LetterOfIntent.Status.DRAFT)
    assert said in refused
    assert f'{url}#id_{field}"' in refused
    assert clause in refused


def test_a_text_beyond_the_ceiling_is_given_back_and_not_kept(letter, window):
    text, url = "x" * 200_001, part_url(letter, "commitment")

    response = window.post(url, answers(letter, contribution=text))

    letter.refresh_from_db()
    page = response.content.decode()
    assert response.status_code == 422
    assert text in page
    assert "by 1 character: it has 200,001, and at most 200,000 are possible." in page
    assert letter.contribution == BASE


def test_a_letter_keeps_its_language_where_none_is_sent(letter, window):
    window.post(part_url(letter, "organization"), {"organisation": "Example"})

    letter.refresh_from_db()
    assert (letter.organisation, letter.language) == ("Example", "en")


def test_a_name_that_is_too_long_is_given_back_and_not_kept(letter, window):
    response = window.post(part_url(letter, "organization"), {"organisation": "x" * 260})

    assert response.status_code == 422
    assert "x" * 260 in response.content.decode()
