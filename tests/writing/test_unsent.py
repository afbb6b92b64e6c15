"""What is typed and not sent is kept for its author alone, until it is saved (R-22)."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from gmp_portal.rulebook import actions as rules
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing import scheduled, unsent
from gmp_portal.writing.models import UnsentForm
from partners.models import Question
from tests.factories.partners import LetterFactory
from tests.factories.writing import UnsentFormFactory

pytestmark = pytest.mark.django_db

LIST = reverse("writing:unsent_list")
KEEP = reverse("writing:unsent_keep")
NEWEST = reverse("writing:unsent_newest")
DROP = reverse("writing:unsent_drop")
STEM = "m3k9afx01"
TYPED = "Typed ☿ and not sent."


def sent(number=1, **changes):
    """What the script of a page sends while somebody types."""
    values = {
        "copy": f"{STEM}-{number}-abc",
        "form": "/letters/x/ask/:0",
        "page": "/letters/x/ask/",
        "action": "/letters/x/ask/",
        "title": "Ask for more",
        "version": "",
        "fields_sent": {"question_1": [TYPED]},
    } | changes
    return values | {"fields_sent": json.dumps(values["fields_sent"])}


@pytest.fixture
def author(as_user, person):
    return as_user(person)


def texts_of(person):
    rows = UnsentForm.objects.waiting().filter(person=person)
    return [text for row in rows for values in row.fields.values() for text in values]


def test_each_change_takes_the_place_of_the_one_before(author, person):
    author.post(KEEP, sent(1))
    answer = author.post(KEEP, sent(2, fields_sent={"question_1": ["More."]}))

    assert answer.status_code == 200
    assert answer.json()["kept"]
    assert texts_of(person) == ["More."]


def test_a_draft_takes_the_place_of_the_one_it_goes_on_with(author, person):
    author.post(KEEP, sent(5))
    UnsentFormFactory.create(person=person, fields={"text": ["Another."]})

    author.post(KEEP, sent(copy="m3k9afx02-1-abc", before=f"{STEM}-5-abc {STEM}-4-abc"))

    assert sorted(texts_of(person)) == ["Another.", TYPED]


def test_what_arrives_late_changes_nothing(author, person):
    author.post(KEEP, sent(2, fields_sent={"question_1": ["More."]}))

    author.post(KEEP, sent(1))

    assert texts_of(person) == ["More."]


def test_another_browser_finds_the_newest_of_each_form(author, person):
    UnsentFormFactory.create(person=person, form="/a/:0", fields={"text": ["Older."]})
    UnsentFormFactory.create(person=person, form="/a/:0", fields={"text": ["Newer."]})
    UnsentFormFactory.create(person=person, form="/b/:0")

    answer = author.get(NEWEST, {"form": ["/a/:0", "/c/:0"]}).json()["forms"]

    assert list(answer) == ["/a/:0"]
    assert answer["/a/:0"]["fields"] == {"text": ["Newer."]}


@pytest.mark.parametrize("name", ["unsent_list", "unsent_newest", "unsent_detail"])
def test_nobody_else_sees_it(as_user, secretariat, name):
    kept = UnsentFormFactory.create()
    args = [kept.pk] if name == "unsent_detail" else []

    answer = as_user(secretariat).get(
        reverse(f"writing:{name}", args=args), {"form": kept.form}
    )

    assert answer.status_code == (404 if args else 200)
    assert kept.title not in answer.content.decode()
    assert "Typed and not sent." not in answer.content.decode()


def test_nobody_else_drops_or_overwrites_it(as_user, secretariat):
    kept = UnsentFormFactory.create(stem=STEM)
    officer = as_user(secretariat)

    officer.post(DROP, {"copy": kept.copy})
    officer.post(KEEP, sent(9, copy=f"{STEM}-9-abc"))

    assert texts_of(kept.person) == ["Typed and not sent."]


def test_a_visitor_keeps_nothing(client):
    answer = client.post(KEEP, sent(), headers={"accept": "application/json"})

    assert answer.status_code == 403
    assert UnsentForm.objects.count() == 0


def test_it_goes_once_the_form_is_saved(as_user, secretariat):
    letter = LetterFactory.create(submitted=True)
    url = reverse("partners:letter_request_information", args=[letter.key])
    officer = as_user(secretariat)
    officer.post(KEEP, sent(3))

    due = timezone.now().date() + timedelta(days=9)
    form = {"question_1": TYPED, "due_on": due, "kept_copy": f"{STEM}-4-xyz"}
    refused = officer.post(url, form | {"question_1": ""})
    after_refusal = texts_of(secretariat)
    saved = officer.post(url, form)

    assert (refused.status_code, after_refusal) == (422, [TYPED])
    assert (saved.status_code, texts_of(secretariat)) == (302, [])
    assert Question.objects.get().text == TYPED


def test_another_window_hears_that_its_copy_has_ended(author, person):
    author.post(KEEP, sent(5))
    author.post(KEEP, sent(copy="m3k9afx02-1-abc", before=f"{STEM}-5-abc"))
    copies = [f"{STEM}-5-abc", f"{STEM}-6-xyz", "m3k9afx02-1-abc", "nonsense"]

    before = author.get(NEWEST, {"copy": copies}).json()["ended"]
    author.post(DROP, {"copy": "m3k9afx02-1-abc"})
    after = author.get(NEWEST, {"copy": copies}).json()["ended"]

    assert before == [f"{STEM}-5-abc"]
    assert after == [f"{STEM}-5-abc", "m3k9afx02-1-abc"]
    assert list(UnsentForm.objects.values_list("fields", "title")) == [({}, "")] * 2


def test_what_is_typed_on_after_all_is_kept_again(author, person):
    author.post(KEEP, sent(5))
    author.post(DROP, {"copy": f"{STEM}-5-abc"})

    author.post(KEEP, sent(5))
    author.post(KEEP, sent(6, fields_sent={"question_1": ["After all."]}))

    assert texts_of(person) == ["After all."]


def test_what_was_typed_after_the_form_was_sent_stays(person):
    UnsentFormFactory.create(person=person, stem=STEM, number=5)

    dropped = unsent.drop(f"{STEM}-4-xyz", by=person)

    assert (dropped, texts_of(person)) == (0, ["Typed and not sent."])


def test_a_name_that_no_script_gave_is_nobodys(person):
    assert unsent.drop("m3k-9af", by=person) == 0
    with pytest.raises(ValueError, match="m3k-9af"):
        unsent.keep("m3k-9af", by=person)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"copy": "short"}, "copy"),
        ({"action": "//elsewhere.example/"}, "action"),
        ({"action": "https://elsewhere.example/"}, "action"),
        ({"page": "/\\elsewhere.example/"}, "page"),
        ({"fields_sent": ["text"]}, "fields_sent"),
        ({"fields_sent": {"text": "no list"}}, "fields_sent"),
        ({"fields_sent": {"text": [1]}}, "fields_sent"),
        ({"fields_sent": {"text": ["x" * 400_001]}}, "fields_sent"),
        ({"fields_sent": {f"text_{n}": ["x"] for n in range(1001)}}, "fields_sent"),
        ({"fields_sent": {"text": ["a\0b"]}}, "fields_sent"),
        ({"fields_sent": {"text": ["a\ud800b"]}}, "fields_sent"),
    ],
)
def test_what_no_form_holds_is_refused(author, person, changes, field):
    answer = author.post(KEEP, sent(**changes))

    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]
    assert texts_of(person) == []


def test_a_password_is_not_kept(author, person):
    author.post(KEEP, sent(fields_sent={"text": [TYPED], "new_password1": ["hush"]}))

    assert texts_of(person) == [TYPED]


def test_it_can_be_read_sent_and_discarded_without_scripts(as_user, secretariat):
    letter = LetterFactory.create(submitted=True)
    url = reverse("partners:letter_request_information", args=[letter.key])
    officer = as_user(secretariat)
    officer.post(KEEP, sent(page=url, action=url, version="a" * 32))
    kept = UnsentForm.objects.get()
    detail = reverse("writing:unsent_detail", args=[kept.pk])
    discard = reverse("writing:unsent_discard", args=[kept.pk])

    listed = officer.get(LIST).content.decode()
    page = officer.get(detail).content.decode()
    mine = officer.get(reverse("website:my")).content.decode()
    asked = officer.get(discard).content.decode()
    dropped = officer.post(discard, {"copy": kept.copy, "confirmed": "on"})

    assert detail in listed
    assert f'href="{discard}"' in page
    assert f'name="copy" value="{kept.copy}"' in asked
    assert f'action="{url}"' in page
    assert TYPED in page
    assert f'value="{kept.copy}"' in page
    assert 'name="version" value="aaa' in page
    assert LIST in mine
    assert dropped["Location"] == LIST
    left = officer.get(LIST).content.decode()
    assert "Nothing is kept here" in left
    assert "The text is discarded." in left


def test_what_came_back_without_a_title_is_named_by_its_address(as_user):
    kept = UnsentFormFactory.create(title="")
    author = as_user(kept.person)

    listed = author.get(LIST).content.decode()
    page = author.get(reverse("writing:unsent_detail", args=[kept.pk])).content.decode()

    for content in (listed, page):
        assert "A form without a title" in content
        assert '<bdi dir="ltr">/sample/</bdi>' in content


def test_nothing_is_discarded_before_somebody_has_confirmed_it(author, person):
    author.post(KEEP, sent(1))
    kept = UnsentForm.objects.get()
    discard = reverse("writing:unsent_discard", args=[kept.pk])

    opened = author.get(discard)
    asked = author.post(discard, {"copy": kept.copy})

    assert (opened.status_code, asked.status_code) == (200, 422)
    assert "Tick the box to confirm." in asked.content.decode()
    assert texts_of(person) == [TYPED]


@pytest.mark.parametrize("copy", [f"{STEM}-1-abc", ""])
def test_what_was_typed_since_the_question_was_asked_is_not_discarded(author, person, copy):
    author.post(KEEP, sent(2))
    kept = UnsentForm.objects.get()
    discard = reverse("writing:unsent_discard", args=[kept.pk])

    answer = author.post(discard, {"copy": copy, "confirmed": "on"}, follow=True)

    assert answer.redirect_chain == [
        (reverse("writing:unsent_detail", args=[kept.pk]), 302)
    ]
    assert "Nothing was discarded: the text was changed meanwhile." in (
        answer.content.decode()
    )
    assert texts_of(person) == [TYPED]


def test_nobody_else_discards_it(as_user, secretariat):
    kept = UnsentFormFactory.create()
    discard = reverse("writing:unsent_discard", args=[kept.pk])

    answer = as_user(secretariat).post(discard, {"copy": kept.copy, "confirmed": "on"})

    assert answer.status_code == 404
    assert texts_of(kept.person) == ["Typed and not sent."]


def test_what_is_old_is_forgotten_and_what_was_changed_since_is_not(person):
    UnsentFormFactory.create(person=person, kept_at=timezone.now() - timedelta(days=91))
    UnsentFormFactory.create(person=person, fields={"text": ["Changed."]})

    scheduled.forget_what_was_never_sent(timezone.now().date())

    assert texts_of(person) == ["Changed."]


def test_nobody_fills_the_portal_with_forms(as_user, person, secretariat):
    tomorrow = timezone.now() + timedelta(days=1)
    value = {"days": 90, "most": 2}
    rules.set_value(
        "R-22", value, effective_from=tomorrow.date(), reason="Trial.", by=secretariat
    )

    with time_machine.travel(tomorrow):
        UnsentFormFactory.create_batch(2, person=person)
        answer = as_user(person).post(KEEP, sent(), headers={"accept": "application/json"})

    assert (answer.status_code, answer.json()["clause"]) == (409, "R-22")
    assert len(texts_of(person)) == 2


def test_a_full_list_takes_what_goes_on(person, secretariat):
    kept = UnsentFormFactory.create(person=person, stem=STEM)
    UnsentFormFactory.create_batch(99, person=person)
    details = {"form": "/a/:0", "page": "/a/", "action": "/a/", "fields": {"text": ["On."]}}

    unsent.keep(f"{STEM}-2-abc", by=person, **details)
    with pytest.raises(RuleRefusedError):
        unsent.keep("another01-1-abc", by=person, **details)

    kept.refresh_from_db()
    assert kept.fields == {"text": ["On."]}


def test_the_database_takes_no_address_of_somebody_else():
    with pytest.raises(IntegrityError), transaction.atomic():
        UnsentFormFactory.create(action="https://elsewhere.example/")
