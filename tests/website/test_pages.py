"""Pages that belong to no single app, for everybody who meets them."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from areas.looks import LOOKS
from gmp_portal import jobs, ledger, rulebook
from gmp_portal.jobs.models import Job
from gmp_portal.notifications import outbox
from gmp_portal.notifications.models import Message
from gmp_portal.website.actions.jobs import retry
from gmp_portal.workflow import RuleRefusedError
from tests.acts import unsaved
from tests.factories.accounts import UserFactory

PUBLIC = [
    "website:home",
    "website:framework",
    "website:rights_list",
    "website:accessibility",
    "website:privacy",
    "partners:partner_list",
    "partners:published_letter_list",
    "partners:join",
    "areas:area_list",
    "areas:plan_list",
    "areas:lead_list",
    "areas:topic_list",
    "meetings:meeting_list",
    "advisory_group:home",
    "reporting:report_list",
]


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_needs_no_sign_in_and_sets_no_cookie(client, db, name):
    response = client.get(reverse(name))

    assert (response.status_code, dict(response.cookies)) == (200, {})


def test_a_form_that_is_too_old_says_so_and_gives_the_text_back(db):
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(reverse("account_login"), {"login": "Some words of mine"})

    page = response.content.decode()
    assert response.status_code == 403
    assert "This form has been open for too long" in page
    assert "Some words of mine" in page


@pytest.mark.parametrize(
    ("offered", "said", "unsaid"),
    [
        (["en"], "Not every language of the United Nations", "not fully translated yet"),
        (
            ["en", "fr"],
            "not fully translated yet",
            "Not every language of the United Nations",
        ),
    ],
)
def test_the_page_on_access_speaks_of_the_languages_offered(
    client, db, settings, offered, said, unsaid
):
    settings.COMPLETE_LANGUAGES = ["en"]
    settings.LANGUAGES = [row for row in settings.OFFICIAL_LANGUAGES if row[0] in offered]

    page = client.get(reverse("website:accessibility")).content.decode()

    assert said in page
    assert unsaid not in page


@pytest.mark.parametrize("path", ["/", "/accessibility/", "/nothing-here/"])
def test_a_page_names_the_address_of_this_installation(client, db, settings, path):
    settings.CONTACT_EMAIL = "secretariat@example.org"

    page = client.get(path).content.decode()

    assert set(re.findall(r"mailto:([^\"]*)", page)) == {"secretariat@example.org"}


@pytest.mark.parametrize("name", PUBLIC)
def test_pages_carry_the_headers_that_protect_their_readers(client, db, name):
    response = client.get(reverse(name))

    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize(
    ("path", "language", "direction"),
    [("/", "en", "ltr"), ("/zh-hans/", "zh-hans", "ltr"), ("/ar/", "ar", "rtl")],
)
def test_the_language_stands_in_the_address(client, db, path, language, direction):
    page = client.get(path).content.decode()

    assert f'lang="{language}"' in page.split(">")[1] + page.split(">")[2]
    assert f'dir="{direction}"' in page.split(">")[1] + page.split(">")[2]


@pytest.mark.parametrize(
    "name", ["website:my", "website:desk", "website:profile", "website:job_list"]
)
def test_a_page_of_ones_own_asks_to_sign_in(client, db, name):
    response = client.get(reverse(name))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "name", ["website:desk", "website:job_list", "website:message_list", "website:ledger"]
)
def test_the_desk_is_for_the_secretariat(person, as_user, name):
    response = as_user(person).get(reverse(name))

    assert response.status_code == 403


@pytest.mark.parametrize(
    "name",
    [
        "website:desk",
        "website:job_list",
        "website:message_list",
        "website:ledger",
        "website:my",
    ],
)
def test_the_secretariat_sees_the_desk(secretariat, as_user, name):
    response = as_user(secretariat).get(reverse(name))

    assert response.status_code == 200


def test_every_clause_has_its_anchor_and_its_status(client, db):
    page = client.get(reverse("website:framework")).content.decode()

    missing = [
        clause.id for clause in rulebook.clauses() if f'id="{clause.id}"' not in page
    ]
    assert missing == []
    assert all(f'id="R-{number:02}"' in page for number in range(1, 16))


def test_the_secretariat_changes_a_working_rule_from_a_coming_day_on(secretariat, as_user):
    tomorrow = timezone.now().date() + timedelta(days=1)
    answers = {"value": 21, "effective_from": tomorrow, "reason": "More time is needed."}

    response = as_user(secretariat).post(
        reverse("website:rule_detail", args=["R-05"]), answers
    )

    assert response.status_code == 302
    assert rulebook.value("R-05") == 14
    assert rulebook.value("R-05", on=tomorrow) == 21


def test_a_rule_is_not_changed_for_the_past(secretariat, as_user):
    answers = {"value": 21, "effective_from": "2020-01-01", "reason": "x"}

    response = as_user(secretariat).post(
        reverse("website:rule_detail", args=["R-05"]), answers
    )

    assert response.status_code == 422
    assert "coming day" in response.content.decode()


def test_nobody_else_changes_a_working_rule(person, as_user):
    tomorrow = timezone.now().date() + timedelta(days=1)
    answers = {"value": 21, "effective_from": tomorrow, "reason": "x"}

    response = as_user(person).post(reverse("website:rule_detail", args=["R-05"]), answers)

    assert response.status_code == 403
    assert rulebook.value("R-05", on=tomorrow) == 14


def test_a_parked_job_is_shown_with_its_cause_and_tried_again(secretariat, as_user):
    with transaction.atomic():
        jobs.enqueue("test.work", "1")
    Job.objects.update(state="parked", last_error="ValueError: no ink", attempts=8)
    browser = as_user(secretariat)

    shown = browser.get(reverse("website:job_list")).content.decode()
    browser.post(reverse("website:job_retry", args=[Job.objects.get().pk]))

    assert "no ink" in shown
    assert Job.objects.get().state == "open"
    assert ledger.trail(Job.objects.get()).get().kind == "job.retried"


def test_a_job_that_was_done_meanwhile_is_not_said_to_be_tried_again(secretariat, as_user):
    with transaction.atomic():
        jobs.enqueue("test.work", "1")
    Job.objects.update(state="done", done_at=timezone.now(), attempts=2)
    job = Job.objects.get()

    response = as_user(secretariat).post(
        reverse("website:job_retry", args=[job.pk]), follow=True
    )

    page = response.content.decode()
    assert response.redirect_chain == [(reverse("website:job_list"), 302)]
    assert "This job does not fail now" in page
    assert rulebook.clause("A1-6c-i").url in page
    assert "will be tried again" not in page
    assert not ledger.trail(job).exists()


def test_a_retry_decides_on_the_job_as_it_stands_now(secretariat):
    with transaction.atomic():
        jobs.enqueue("test.work", "1")
    Job.objects.update(state="parked", last_error="ValueError: no ink", attempts=8)
    stale = Job.objects.get()
    Job.objects.update(state="done", done_at=timezone.now(), last_error="")

    with pytest.raises(RuleRefusedError, match="does not fail now") as refusal:
        retry(stale, by=secretariat)

    assert refusal.value.clause == "A1-6c-i"
    assert Job.objects.get().state == "done"
    assert not ledger.trail(stale).exists()


def test_others_cannot_retry_a_job(person, as_user):
    with transaction.atomic():
        jobs.enqueue("test.work", "1")
    Job.objects.update(state="parked", last_error="x")

    response = as_user(person).post(
        reverse("website:job_retry", args=[Job.objects.get().pk])
    )

    assert response.status_code == 403
    assert Job.objects.get().state == "parked"


def _mail(reader):
    return outbox.queue(
        Message(
            recipient=reader,
            address=reader.email,
            language="en",
            subject="Hello",
            body="Text",
        )
    )


def test_people_read_their_own_mails_only(person, as_user):
    own, other = _mail(person), _mail(UserFactory.create())

    browser = as_user(person)

    assert browser.get(reverse("website:mail_detail", args=[own.pk])).status_code == 200
    assert browser.get(reverse("website:mail_detail", args=[other.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_my_mails_take_the_same_queries_however_many(
    person, as_user, count, django_assert_max_num_queries
):
    for _number in range(count):
        _mail(person)
    browser = as_user(person)

    with django_assert_max_num_queries(8):
        browser.get(reverse("website:mail_list"))


def test_the_profile_changes_the_language_of_mails(person, as_user):
    answers = {
        "name": "New Name",
        "language": "fr",
        "timezone": "America/Lima",
        "theme": "dark",
    }

    with unsaved.collected() as left_out:
        response = as_user(person).post(reverse("website:profile"), answers)

    person.refresh_from_db()
    assert response.status_code == 302
    assert not left_out
    assert (person.name, person.language, person.timezone) == (
        "New Name",
        "fr",
        "America/Lima",
    )


def test_a_wrong_time_zone_keeps_what_was_typed(person, as_user):
    answers = {
        "name": "New Name",
        "language": "fr",
        "timezone": "Mars/Base",
        "theme": "dark",
    }

    response = as_user(person).post(reverse("website:profile"), answers)

    assert response.status_code == 422
    assert "New Name" in response.content.decode()


@pytest.mark.parametrize("junk", ["99999", "-1", "abc", "1'--", "\x00"])
def test_a_strange_page_number_never_breaks_a_list(secretariat, as_user, junk):
    response = as_user(secretariat).get(reverse("website:ledger"), {"page": junk})

    assert response.status_code == 200


def test_an_unknown_address_is_a_plain_404(client, db):
    response = client.get("/nothing-here/")

    assert response.status_code == 404
    assert "<h1" in response.content.decode()


def test_health_answers_while_redis_is_away(client, db, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    response = client.get("/health/")

    assert response.status_code == 200


def test_components_are_shown_to_staff_and_in_the_demonstration(
    secretariat, as_user, settings
):
    settings.DEMO = False
    address = reverse("website:components")
    officer = as_user(secretariat)

    to_officer = officer.get(address)
    to_visitor = Client().get(address)
    settings.DEMO = True

    assert (to_officer.status_code, to_visitor.status_code) == (200, 404)
    assert Client().get(address).status_code == 200
    for look in LOOKS.values():
        assert f'class="tile a-{look}"' in to_officer.content.decode()
