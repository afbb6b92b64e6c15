"""A refusal says why and gives back what was typed; a page that saves itself hears it too."""

from datetime import timedelta

import psycopg2
import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.http import HttpResponse
from django.urls import reverse

from gmp_portal.accounts.models.terms import today
from gmp_portal.accounts.rights import Permission, get_permitted
from gmp_portal.meetings.models import Body
from gmp_portal.ui.middleware import RefusalMiddleware
from gmp_portal.workflow import NotNowError, RuleRefusedError
from partners.models import LetterOfIntent
from tests.factories.areas import PlanFactory
from tests.factories.partners import LetterFactory, RepresentativeFactory
from tests.factories.reporting import ProgressReportFactory

WORDS = "What an hour of work has become."
NOT_A_DRAFT = "This version is not a draft any more; its text does not change."
JSON = {"accept": "application/json"}


@pytest.fixture
def plan(db):
    return PlanFactory.create(status="in_consensus")


@pytest.fixture
def lead(plan, as_user):
    return as_user(plan.area.lead_terms.get().person)


def edit(plan, section="I"):
    args = [plan.area.slug, plan.number, section]
    return reverse("areas:section_edit", args=args)


def test_the_wrong_time_for_a_text_is_said_with_its_clause_and_the_text_kept(plan, lead):
    response = lead.post(edit(plan), {"text": WORDS, "version": 1})

    page = response.content.decode()
    assert response.status_code == 409
    assert NOT_A_DRAFT in page
    assert "#A1-4b-iii" in page
    assert f'<blockquote dir="auto"><p dir="auto">{WORDS}</p></blockquote>' in page
    assert f'href="{plan.get_absolute_url()}"' in page
    assert "back button" not in page


@pytest.mark.parametrize(
    "words",
    ["汞污染防治培训计划", "การอบรมเรื่องปรอทในเหมือง"],
    ids=["Chinese", "Thai"],
)
def test_a_text_in_a_script_without_blanks_is_kept_as_well(plan, lead, words):
    page = lead.post(edit(plan), {"text": words, "version": 1}).content.decode()

    assert words in page


@pytest.mark.parametrize("pressed", ["on", "up", "down", "7"])
def test_a_button_or_a_tick_is_no_text(plan, lead, pressed):
    response = lead.post(edit(plan), {"to": pressed, "version": 1})

    assert (response.status_code, response["Location"]) == (302, plan.get_absolute_url())


def test_the_wrong_time_for_a_page_is_a_message_with_its_clause_on_the_record(plan, lead):
    response = lead.get(edit(plan))

    [message] = get_messages(response.wsgi_request)
    assert (response.status_code, response["Location"]) == (302, plan.get_absolute_url())
    assert NOT_A_DRAFT in str(message)
    assert "#A1-4b-iii" in str(message)


def test_a_button_pressed_at_the_wrong_time_leads_back_to_the_record(plan, lead):
    url = reverse("areas:plan_send", args=[plan.area.slug, plan.number])

    response = lead.post(url, {"csrfmiddlewaretoken": "a", "version": "3", "next": ""})

    assert (response.status_code, response["Location"]) == (302, plan.get_absolute_url())


def test_no_page_repeats_a_password_or_what_is_entered_in_a_moment(plan, lead):
    typed = {"text": WORDS, "old_password": "three good words", "day": "2026-01-01"}

    page = lead.post(edit(plan), typed).content.decode()

    assert WORDS in page
    assert "three good words" not in page
    assert "2026-01-01" not in page


@pytest.mark.parametrize("state", ["submitted", "confirmed"])
def test_a_letter_that_was_sent_tells_autosave_to_stop(db, as_user, state):
    letter = LetterFactory.create(**{state: True})
    url = reverse("partners:letter_autosave", args=[letter.key, "commitment"])

    response = as_user(letter.sender).post(url, {"contribution": WORDS}, headers=JSON)

    assert response.status_code == 409
    assert response.json()["refusals"] != []


def test_a_report_that_was_submitted_tells_autosave_to_stop(db, as_user):
    report = ProgressReportFactory.create(state="submitted")
    writer = RepresentativeFactory.create(partner=report.partner).person
    url = reverse("reporting:progress_autosave", args=[report.pk])

    response = as_user(writer).post(url, {"lessons": WORDS}, headers=JSON)

    assert response.status_code == 409
    assert response.json()["refusals"] != []


def test_a_right_that_is_gone_gives_back_what_was_typed(person, as_user):
    letter = LetterFactory.create(published=True)
    url = reverse("partners:letter_decline", args=[letter.key])

    response = as_user(person).post(url, {"reason": WORDS})

    assert response.status_code == 403
    assert WORDS in response.content.decode()


def test_a_permission_may_name_the_clause_of_its_wrong_time(db):
    letter = LetterFactory.create()
    refusal = RuleRefusedError("Not before Monday.", clause="R-06")
    permission = Permission(
        "wait", lambda *_: None, lambda _letter: False, lambda _letter: refusal
    )

    with pytest.raises(NotNowError) as caught:
        get_permitted(LetterOfIntent.objects, letter.sender, permission, pk=letter.pk)

    assert (caught.value.sentence, caught.value.clause) == ("Not before Monday.", "R-06")


def test_who_waits_too_long_for_a_record_is_told_that_nothing_was_changed(
    transactional_db, secretariat, as_user
):
    letter = LetterFactory.create(submitted=True)
    given = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    somebody_else = psycopg2.connect(**{n: given[n] for n in names if n in given})
    somebody_else.cursor().execute(
        "SELECT 1 FROM partners_letterofintent WHERE id = %s FOR UPDATE", [letter.pk]
    )
    connection.cursor().execute("SET lock_timeout = '50ms'")
    url = reverse("partners:letter_request_information", args=[letter.key])

    response = as_user(secretariat).post(
        url, {"question_1": WORDS, "due_on": today() + timedelta(days=14)}
    )

    somebody_else.close()
    connection.cursor().execute("RESET lock_timeout")
    letter.refresh_from_db()
    page = response.content.decode()
    assert (response.status_code, letter.status) == (503, "submitted")
    assert "Nothing was changed; please try again in a few seconds." in page
    assert WORDS in page


def test_who_was_signed_out_over_a_form_gets_the_text_and_the_way_back(client, plan):
    page = f"http://testserver{edit(plan)}"

    response = client.post(edit(plan), {"text": WORDS}, headers={"referer": page})

    shown = response.content.decode()
    assert response.status_code == 403
    assert "You are not signed in any more: sign in, then send it again." in shown
    assert WORDS in shown
    assert f"?next={edit(plan)}" in shown


@pytest.mark.parametrize(
    ("referer", "back"),
    [("http://testserver/areas/", "/areas/"), ("http://evil.example/areas/", None)],
)
def test_who_was_signed_out_over_a_button_comes_back_to_its_page(
    client, plan, referer, back
):
    url = reverse("areas:plan_send", args=[plan.area.slug, plan.number])

    response = client.post(url, headers={"referer": referer})

    assert (response.status_code, response["Location"]) == (
        302,
        f"/accounts/login/?next={back or url}",
    )


def test_a_page_that_saves_itself_hears_that_nobody_is_signed_in(client, plan):
    response = client.post(edit(plan), {"text": WORDS}, headers=JSON)

    assert response.status_code == 403
    assert response.json()["refusals"] != []


def test_an_address_for_buttons_says_so_to_whoever_opens_it(plan, lead):
    url = reverse("areas:plan_record_consensus", args=[plan.area.slug, plan.number])

    response = lead.get(url)

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "only takes what a button or a form sends" in response.content.decode()


def test_a_record_that_is_gone_gives_the_text_back(lead, plan):
    gone = edit(plan).replace(f"/{plan.number}/", "/999/")

    response = lead.post(gone, {"text": WORDS})

    assert response.status_code == 404
    assert WORDS in response.content.decode()


@pytest.mark.parametrize(("text", "kept"), [("Mine.", True), ("under_way", False)])
def test_one_word_is_a_text_but_the_code_of_a_choice_is_not(lead, plan, text, kept):
    page = lead.post(edit(plan), {"text": text, "version": 1}).content.decode()

    assert (f'<p dir="auto">{text}</p></blockquote>' in page) is kept


def test_whoever_may_not_do_it_is_led_on(plan, as_user, person):
    """The page to which the act belongs, and the table that says whose act it is."""
    response = as_user(person).get(reverse("areas:plan_start", args=[plan.area.slug]))

    html = response.content.decode()
    assert response.status_code == 403
    assert f'href="{reverse("website:rights_list")}"' in html
    assert f'class="btn btn-outline" href="{plan.area.get_absolute_url()}"' in html


def test_an_address_of_a_button_leads_to_the_page_that_has_it(plan, lead):
    response = lead.get(
        reverse("areas:plan_record_consensus", args=[plan.area.slug, plan.number])
    )

    assert response.status_code == 405
    html = response.content.decode()
    assert f'class="btn btn-primary" href="{plan.get_absolute_url()}"' in html


def test_a_record_without_a_page_leads_to_what_waits_for_its_reader(rf):
    """Two who press at once are led somewhere, whatever the record is."""
    request = rf.post("/somewhere/", headers={"accept": "application/json"})
    refusal = RuleRefusedError("Somebody was faster.", clause="R-16")
    middleware = RefusalMiddleware(lambda _request: HttpResponse())

    response = middleware.process_exception(request, NotNowError(Body(), refusal))

    assert response.status_code == 409
    assert b"Somebody was faster." in response.content
