"""What stands at the top of every page: for whom, how long, in which language (row 115)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gmp_portal.ledger.models import Entry
from gmp_portal.website import permissions
from gmp_portal.website.actions import notices
from gmp_portal.website.models import Notice

pytestmark = pytest.mark.django_db
TEXT = "The portal is closed on Friday."
FRENCH = "Le portail est fermé vendredi."


def write(by, **changed):
    now = timezone.now()
    values = {
        "kind": "warning",
        "audience": "everybody",
        "texts": {"en": TEXT, "fr": FRENCH},
        "starts_at": now - timedelta(hours=1),
        "ends_at": now + timedelta(hours=1),
    }
    return notices.start(values | changed, by=by)


def text_at(browser, address):
    return browser.get(address).content.decode()


HOME, SEARCH, MY = "/", "/search/", "/my/"


def test_everybody_reads_it_on_every_page(as_user, person, secretariat):
    write(secretariat)
    browser = Client()

    pages = [
        text_at(browser, HOME),
        text_at(browser, SEARCH),
        text_at(browser, "/no-such-page/"),
        text_at(as_user(person), MY),
        text_at(as_user(secretariat), "/desk/"),
    ]

    assert all(TEXT in page for page in pages)
    # A visitor's page is the same for all: nothing on it is sent.
    assert "/hide/" not in pages[0]


def test_it_speaks_the_language_of_the_page_or_english(secretariat):
    write(secretariat)
    browser = Client()

    assert FRENCH in text_at(browser, "/fr/")
    assert f'<p lang="en" dir="auto">{TEXT}</p>' in text_at(browser, "/es/")


@pytest.mark.parametrize(
    ("audience", "readers"),
    [("signed_in", [False, True, True]), ("officers", [False, False, True])],
)
def test_some_are_for_some(as_user, person, secretariat, audience, readers):
    write(secretariat, audience=audience)

    pages = [
        text_at(Client(), HOME),
        text_at(as_user(person), HOME),
        text_at(as_user(secretariat), HOME),
    ]

    assert [TEXT in page for page in pages] == readers


@pytest.mark.parametrize(("first", "last"), [(1, 2), (-2, -1)])
def test_nobody_reads_it_before_or_after_its_time(as_user, secretariat, first, last):
    now = timezone.now()
    Notice.objects.create(
        texts={"en": TEXT},
        starts_at=now + timedelta(hours=first),
        ends_at=now + timedelta(hours=last),
        created_by=secretariat,
    )

    assert TEXT not in text_at(Client(), HOME)
    assert TEXT not in text_at(Client(), SEARCH)
    assert TEXT not in text_at(as_user(secretariat), HOME)


def test_a_page_that_a_browser_keeps_is_made_anew_once_it_is_written(secretariat):
    browser = Client()
    tag = browser.get(HOME).headers["ETag"]
    write(secretariat)

    again = browser.get(HOME, headers={"If-None-Match": tag})

    assert again.status_code == 200


def test_whoever_is_signed_in_hides_it_without_scripts(as_user, person, secretariat):
    notice = write(secretariat)
    other = write(secretariat, texts={"en": "Another"})
    browser = as_user(person)

    answer = browser.post(
        reverse("website:notice_hide", args=[notice.pk]),
        headers={"Referer": "http://testserver/calendar/?page=2"},
    )
    page = text_at(browser, HOME)

    assert answer["Location"] == "/calendar/?page=2"
    assert TEXT not in page
    assert "Another" in page
    assert reverse("website:notice_hide", args=[other.pk]) in page
    assert TEXT in text_at(as_user(secretariat), HOME)


def test_an_officer_writes_it_and_takes_it_down(as_user, secretariat):
    browser = as_user(secretariat)
    last = timezone.now() + timedelta(days=1)
    typed = {
        "kind": "information",
        "audience": "everybody",
        "starts_at": "",
        "ends_at": last.strftime("%Y-%m-%dT%H:%M"),
        "text_en": TEXT,
        "text_zh_hans": "本网站周五关闭。",
    }

    written = browser.post(
        reverse("website:notice_start"), typed, follow=True
    ).content.decode()
    notice = Notice.objects.get()
    down = browser.post(
        reverse("website:notice_end", args=[notice.pk]), follow=True
    ).content.decode()

    assert "Shown now" in written
    assert notice.texts == {"en": TEXT, "zh-hans": "本网站周五关闭。"}
    assert "Taken down" in down
    assert TEXT not in text_at(Client(), HOME)
    kinds = Entry.objects.filter(subject=f"website.notice:{notice.pk}").values("kind")
    assert [row["kind"] for row in kinds.order_by("seq")] == [
        "notice.started",
        "notice.ended",
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text_en": ""}, "Text (English)"),
        ({"ends_at": "2020-01-01T10:00"}, "Nobody would see it"),
        ({"ends_at": "soon"}, "valid"),
    ],
)
def test_what_nobody_would_see_is_refused_and_what_was_typed_stays(
    as_user, secretariat, typed, said
):
    sent = {
        "kind": "warning",
        "audience": "everybody",
        "text_en": TEXT,
        "text_fr": FRENCH,
        "ends_at": "2999-01-01T10:00",
    }

    answer = as_user(secretariat).post(reverse("website:notice_start"), sent | typed)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert FRENCH in answer.content.decode()


def test_nobody_else_writes_or_ends_it(as_user, person, secretariat):
    notice = write(secretariat)
    browser = as_user(person)

    answers = [
        browser.get(reverse("website:notice_list")).status_code,
        browser.get(reverse("website:notice_start")).status_code,
        browser.post(reverse("website:notice_end", args=[notice.pk])).status_code,
    ]

    assert answers == [403, 403, 404]
    assert not permissions.can_notice_start(person)
    assert not permissions.can_end(person, notice)


def test_what_is_over_is_not_taken_down(as_user, secretariat):
    notice = write(secretariat)
    notices.end(notice, by=secretariat)

    page = as_user(secretariat).post(
        reverse("website:notice_end", args=[notice.pk]), follow=True
    )

    assert "nobody sees it any more" in page.content.decode()


def test_the_database_keeps_it_whole(secretariat):
    notice = write(secretariat)

    for wrong in (
        {"texts": {"fr": FRENCH}},
        {"kind": "x"},
        {"audience": "x"},
        {"ends_at": notice.starts_at},
        {"ended_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.update(**wrong)


def test_a_reader_is_asked_nothing_more_for_it(
    as_user, person, secretariat, django_assert_max_num_queries
):
    browser = as_user(person)
    browser.get(MY)
    with django_assert_max_num_queries(99) as before:
        browser.get(MY)
    write(secretariat)
    with django_assert_max_num_queries(99) as after:
        browser.get(MY)

    assert len(after) == len(before)


def test_no_page_shows_more_than_three_the_newest(as_user, person, secretariat):
    now = timezone.now()
    for number in range(5):
        times = {"starts_at": now - timedelta(hours=9 - number)}
        write(secretariat, texts={"en": f"Sentence {number}"}, **times)

    pages = [
        text_at(browser, address)
        for browser, address in (
            (Client(), HOME),
            (Client(), SEARCH),
            (as_user(person), MY),
        )
    ]

    shown = [[f"Sentence {number}" in page for number in range(5)] for page in pages]
    assert shown == [[False, False, True, True, True]] * 3


def test_a_warning_stands_before_newer_information(as_user, person, secretariat):
    old = timezone.now() - timedelta(hours=9)
    write(secretariat, texts={"en": "Older warning"}, starts_at=old)
    for _time in range(3):
        write(secretariat, kind="information")

    pages = [
        text_at(Client(), HOME),
        text_at(Client(), SEARCH),
        text_at(as_user(person), MY),
    ]

    assert ["Older warning" in page for page in pages] == [True] * 3


def test_what_somebody_has_hidden_makes_place_for_others(as_user, person, secretariat):
    now = timezone.now()
    kept = [
        write(
            secretariat,
            texts={"en": f"Sentence {number}"},
            starts_at=now - timedelta(hours=9 - number),
        )
        for number in range(4)
    ]
    browser = as_user(person)

    browser.post(reverse("website:notice_hide", args=[kept[3].pk]))

    page = text_at(browser, MY)
    assert [f"Sentence {number}" in page for number in range(4)] == [True] * 3 + [False]


def test_the_list_says_what_nobody_sees_because_of_others(as_user, secretariat):
    for number in range(4):
        write(secretariat, texts={"en": f"Sentence {number}"})

    page = text_at(as_user(secretariat), reverse("website:notice_list"))

    assert page.count("Shown now") == 3
    assert page.count("Not shown: others come before it") == 1
