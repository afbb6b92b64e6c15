"""Questions field by field, more time to answer, and reminders (A1-2d, R-33)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gmp_portal import dates
from gmp_portal.notifications.models import Message
from gmp_portal.rulebook.models import ParameterValue
from partners import scheduled
from partners.actions import letter_decisions, letter_notes, letters, questions
from partners.models import Checklist, FormerName, LetterOfIntent
from tests.factories.accounts import UserFactory
from tests.factories.partners import (
    ChecklistFactory,
    InformationRequestFactory,
    LetterFactory,
    PartnerFactory,
)
from tests.factories.reference import CountryFactory
from tests.reading import reading

pytestmark = pytest.mark.django_db
YES = dict.fromkeys(Checklist.QUESTIONS, True)


@pytest.fixture
def letter():
    return LetterFactory.create(submitted=True)


def url_of(name, letter):
    return reverse(f"partners:{name}", args=[letter.key])


def in_days(number):
    return dates.today() + timedelta(days=number)


def asked(letter, *, due, days_ago=20):
    LetterOfIntent.objects.filter(pk=letter.pk).update(status="info_requested")
    return InformationRequestFactory.create(
        letter=letter,
        due_on=in_days(due),
        asked_at=timezone.now() - timedelta(days=days_ago),
    )


def mails(name):
    return Message.objects.filter(template=f"partners/emails/{name}.txt").count()


# About one answer ------------------------------------------------------------------------


def test_an_officer_asks_about_one_answer_and_finds_what_was_said_beside_it(
    letter, secretariat, as_user
):
    officer, url = as_user(secretariat), url_of("letter_request_information", letter)
    assert f"{url}?about=contribution" in officer.get(letter.get_absolute_url()).text
    assert 'value="contribution" selected' in officer.get(f"{url}?about=contribution").text
    data = {"about_1": "contribution", "question_1": "Which plants?", "due_on": in_days(9)}

    officer.post(url, data)
    letter.refresh_from_db()
    [question] = letter.open_request.questions.all()
    letters.answer(letter, {question.pk: "The plant in Callao."}, by=letter.sender)

    assert question.about == "contribution"
    page = officer.get(letter.get_absolute_url()).text
    row = page[page.index("Ask about this") :]
    assert "Which plants?" in page
    assert "The plant in Callao." in page
    assert row


def test_what_no_question_can_be_about_is_not_chosen_beforehand(
    letter, secretariat, as_user
):
    url = url_of("letter_request_information", letter)

    page = as_user(secretariat).get(f"{url}?about=nonsense").text

    assert "selected>The letter as a whole" in page


# More time -------------------------------------------------------------------------------


def test_the_sender_is_given_more_time_and_told(letter, secretariat, as_user):
    request = asked(letter, due=2)
    officer, url = as_user(secretariat), url_of("letter_extend", letter)
    assert url in officer.get(letter.get_absolute_url()).text

    assert officer.get(url).status_code == 200
    officer.post(url, {"due_on": in_days(20)})

    request.refresh_from_db()
    assert (request.due_on, mails("more_time_given")) == (in_days(20), 1)


def test_no_day_is_moved_forward(letter, secretariat, as_user):
    request = asked(letter, due=9)

    response = as_user(secretariat).post(
        url_of("letter_extend", letter), {"due_on": in_days(3)}
    )

    request.refresh_from_db()
    assert (response.status_code, request.due_on) == (422, in_days(9))
    assert "Choose a day after" in response.text


def test_a_second_click_tells_nobody_again(letter, secretariat):
    asked(letter, due=2)
    letter.refresh_from_db()

    for _click in range(2):
        questions.extend(letter, due_on=in_days(20), by=secretariat)

    assert mails("more_time_given") == 1


def test_an_answer_that_comes_first_leaves_no_day_to_move(letter, secretariat, as_user):
    response = as_user(secretariat).get(url_of("letter_extend", letter), follow=True)

    assert "No question waits for the sender now" in response.text


@pytest.mark.parametrize("name", ["letter_request_information", "letter_extend"])
def test_no_day_lies_a_century_ahead(letter, secretariat, as_user, name):
    if name == "letter_extend":
        asked(letter, due=2)
    data = {"question_1": "Who signs?", "due_on": "2199-12-31"}

    response = as_user(secretariat).post(url_of(name, letter), data)

    assert response.status_code == 422
    assert "Choose a day within a year from today." in response.text


def test_a_question_may_stand_in_any_row(letter, secretariat, as_user):
    officer, url = as_user(secretariat), url_of("letter_request_information", letter)

    empty = officer.post(url, {"due_on": in_days(9)})
    officer.post(url, {"question_3": "Who signs?", "due_on": in_days(9)})

    assert "Ask at least one question." in empty.text
    letter.refresh_from_db()
    assert letter.open_request.questions.get().text == "Who signs?"


# Reminders -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "sent"), [(9, 0), (3, 1), (0, 1), (-1, 1), (-2, 1), (-40, 1)]
)
def test_a_sender_is_reminded_once(letter, due, sent):
    asked(letter, due=due, days_ago=60)

    for _minute in range(3):
        scheduled.remind_of_questions(dates.today())

    assert mails("questions_wait") == sent


def test_before_the_day_and_after_it_are_two_reminders(letter):
    request = asked(letter, due=3)

    for day in range(10):
        scheduled.remind_of_questions(in_days(day))

    request.refresh_from_db()
    assert mails("questions_wait") == 2
    assert request.reminded_on == in_days(5)
    late = Message.objects.filter(template__endswith="questions_wait.txt").first()
    assert "Without them UNEP cannot decide" in late.body


def test_who_was_given_more_time_is_reminded_anew(letter, secretariat):
    asked(letter, due=3)
    scheduled.remind_of_questions(dates.today())
    letter.refresh_from_db()

    questions.extend(letter, due_on=in_days(13), by=secretariat)
    scheduled.remind_of_questions(in_days(9))
    scheduled.remind_of_questions(in_days(10))

    assert mails("questions_wait") == 2


def test_who_was_asked_today_is_not_reminded_of_yesterday(letter):
    asked(letter, due=1, days_ago=0)

    scheduled.remind_of_questions(dates.today())

    assert mails("questions_wait") == 0


# The head confirms -----------------------------------------------------------------------


@pytest.fixture
def examiner():
    return UserFactory.create(officer=True, office__role="officer")


def test_an_officer_lays_the_letter_before_the_head(letter, examiner, secretariat, as_user):
    letter_decisions.check(letter, YES, by=examiner)

    page = as_user(examiner).get(letter.get_absolute_url()).text
    refused = as_user(examiner).post(url_of("letter_confirm", letter), {"confirmed": "on"})
    head = as_user(secretariat).get(letter.get_absolute_url()).text

    assert "Laid before the head of the branch" in page
    assert url_of("letter_confirm", letter) not in page
    assert refused.status_code == 403
    assert "R-34" in refused.text
    assert url_of("letter_confirm", letter) in head
    assert mails("letter_ready") == 1


def test_answers_that_came_after_the_checklist_are_weighed_first(
    letter, secretariat, as_user
):
    ChecklistFactory.create(letter=letter)
    request = asked(letter, due=3)
    letter.refresh_from_db()
    said = {question.pk: "We do." for question in request.questions.all()}
    letters.answer(letter, said, by=letter.sender)

    page = as_user(secretariat).get(letter.get_absolute_url()).text
    listed = as_user(secretariat).get(reverse("partners:letter_list")).text
    assert url_of("letter_confirm", letter) not in page
    assert "read the answers, and save the checklist again" in page
    assert ("Answers to review" in listed, "To be confirmed" in listed) == (True, False)
    letter_decisions.check(letter, YES, by=secretariat)

    page = as_user(secretariat).get(letter.get_absolute_url()).text
    assert url_of("letter_confirm", letter) in page


def test_a_note_that_was_written_meanwhile_is_read_before_anybody_confirms(
    letter, secretariat, second_officer, as_user
):
    ChecklistFactory.create(letter=letter)
    opened = reading(letter)
    letter_notes.keep(letter, "Wait: the signature is false.", by=second_officer)

    response = as_user(secretariat).post(
        url_of("letter_confirm", letter), {"confirmed": "on"} | opened
    )

    assert response.status_code == 409
    assert "Wait: the signature is false." in response.text


def test_where_nobody_waits_any_more_it_is_said(letter, secretariat, as_user):
    ChecklistFactory.create(letter=letter)

    response = as_user(secretariat).post(
        url_of("letter_confirm", letter),
        {"confirmed": "on", "next": "1"} | reading(letter),
        follow=True,
    )

    assert "No other letter waits for you to confirm it." in response.text


def test_where_the_rule_says_so_every_officer_confirms(letter, examiner, as_user):
    ParameterValue.objects.create(
        parameter="R-34",
        value="officer",
        effective_from=dates.today(),
        reason="Small office.",
    )
    ChecklistFactory.create(letter=letter)

    page = as_user(examiner).get(letter.get_absolute_url()).text

    assert url_of("letter_confirm", letter) in page


def test_the_desk_says_who_waits_for_the_head(letter, examiner, secretariat, as_user):
    ChecklistFactory.create(letter=letter)
    url = reverse("website:desk")

    of_officer, of_head = (
        as_user(examiner).get(url).text,
        as_user(secretariat).get(url).text,
    )

    assert "To be confirmed" in of_officer
    assert "Confirm<span" in of_head
    assert "Confirm<span" not in of_officer
    listed = as_user(examiner).get(reverse("partners:letter_list")).text
    assert "To be confirmed" in listed


def test_whoever_confirms_goes_on_to_the_next_one(letter, secretariat, as_user):
    following = LetterFactory.create(submitted=True, organisation="Example Next Institute")
    for each in (letter, following):
        ChecklistFactory.create(letter=each)
    client, url = as_user(secretariat), url_of("letter_confirm", letter)

    response = client.post(url, {"confirmed": "on", "next": "1"} | reading(letter))

    assert response.url == following.get_absolute_url()


# What the officer sees beside the letter ----------------------------------------------------


def test_names_of_the_register_come_with_their_reasons(secretariat, as_user):
    letter = LetterFactory.create(
        submitted=True,
        organisation="Example Institute",
        website="https://www.example.org/en/",
        country=CountryFactory.create(),
    )
    country = letter.country
    site = "https://example.org/"
    PartnerFactory.create(
        name="Example Institute", country=None, website=site, told_apart="of Lima"
    )
    PartnerFactory.create(name="Example Institute", country=country, slug="example-2")
    PartnerFactory.create(name="Sample Bureau", short_name="Example Institute")
    renamed = PartnerFactory.create(name="Sample Agency")
    FormerName.objects.create(partner=renamed, name="Example Institute")
    PartnerFactory.create(name="Examp1e Institute", told_apart="of Cusco")
    same = LetterFactory.create(submitted=True, organisation="EXAMPLE INSTITUTE")

    page = as_user(secretariat).get(letter.get_absolute_url()).text

    for reason in (
        "the same name",
        "its short name",
        "a name that it had before",
        "a name that looks the same",
        "the same website",
        "the same country",
    ):
        assert reason in page, reason
    assert same.reference in page


def test_a_similar_name_says_how_similar_and_what_speaks_against_it(secretariat, as_user):
    letter = LetterFactory.create(
        submitted=True, organisation="Example Institute", kind="ngo"
    )
    PartnerFactory.create(name="Example Institut", kind="industry")

    page = as_user(secretariat).get(letter.get_absolute_url()).text

    for reason in ("a similar name (97%)", "another kind"):
        assert reason in page, reason


def test_a_letter_that_waits_longer_than_the_rule_says_stands_out(secretariat, as_user):
    letter = LetterFactory.create(
        submitted=True, submitted_at=timezone.now() - timedelta(days=31)
    )
    officer = as_user(secretariat)

    pages = [
        officer.get(letter.get_absolute_url()).text,
        officer.get(reverse("partners:letter_list")).text,
    ]

    assert "day 31 of 30" in pages[0]
    assert all("Late" in page for page in pages)


def test_what_was_looked_up_is_kept_with_the_checklist(letter, secretariat, as_user):
    note = "Consolidated list, 29 November: no hit."
    officer = as_user(secretariat)

    officer.post(url_of("letter_checklist", letter), {"diligence_note": note})
    letter_decisions.propose_decline(letter, reason="No contribution.", by=secretariat)

    assert letter.saved_checklist().diligence_note == note
    assert note in officer.get(letter.get_absolute_url()).text
