"""Silent partners: the list, the question, the answer, and what nobody does by itself (N24)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from gmp_portal.accounts.models.terms import days, today
from gmp_portal.notifications import reminders
from gmp_portal.notifications.models import Message, ReminderRule
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.website.actions import reminders as reminder_days
from gmp_portal.website.demo.sessions import as_before
from gmp_portal.workflow import RuleRefusedError
from partners import permissions, scheduled, worklist
from partners.actions import silences
from partners.models import Partner, Pledge, SetAside, SilenceQuestion
from partners.reading import signs, silence
from reporting.models import ReportingCycle
from tests.before_rule import as_it_was
from tests.factories.areas import LeadTermFactory, MembershipFactory
from tests.factories.partners import (
    LetterFactory,
    PartnerFactory,
    PartnerStatementFactory,
    RepresentativeFactory,
    SilenceQuestionFactory,
)
from tests.factories.reporting import ProgressReportFactory, two_periods_over

pytestmark = pytest.mark.django_db
Status = SilenceQuestion.Status
LIST, ASK = "/desk/silent/", "/desk/silent/ask/"


@pytest.fixture
def term():
    """Somebody speaks for a partner of which nothing was heard in two periods."""
    two_periods_over()
    return RepresentativeFactory.create(partner__name="Example Silent Society")


@pytest.fixture
def question(term):
    return SilenceQuestionFactory.create(partner=term.partner)


def to_ask():
    return list(silence.to_ask(today()))


# Who is silent -----------------------------------------------------------------------------


def test_a_partner_without_a_sign_in_two_periods_is_silent(term):
    assert to_ask() == [term.partner]


def test_nobody_is_silent_before_enough_periods_ended(term):
    cycles = ReportingCycle.objects.order_by("pk")
    as_it_was(cycles[0], progress_due_on=today(), area_due_on=today())

    assert to_ask() == []
    assert signs.silent_since(today()) is None


def test_a_new_partner_is_not_silent(term):
    Partner.objects.update(since=date(2025, 1, 1))

    assert to_ask() == []


def test_a_letter_is_a_sign(term):
    LetterFactory.create(confirmed=True, partner=term.partner)

    assert to_ask() == []


def test_a_report_is_a_sign_and_a_draft_is_none(term):
    cycle = ReportingCycle.objects.order_by("-pk")[0]
    report = ProgressReportFactory.create(partner=term.partner, cycle=cycle)
    silent_with_draft = to_ask()
    as_it_was(
        report, status="submitted", submitted_at=timezone.now(), submitted_by=term.person
    )

    assert silent_with_draft == [term.partner]
    assert to_ask() == []


def test_whoever_joins_an_area_is_heard(term):
    MembershipFactory.create(partner=term.partner, since=date(2025, 5, 1))

    assert to_ask() == []


def test_before_it_asks_the_secretariat_reads_whom_no_mail_reaches(
    term, as_user, secretariat
):
    nobody = PartnerFactory.create(name="Example Society without people", slug="nobody")

    pages = [
        " ".join(as_user(secretariat).get(ASK, {"partner": partners}).text.split())
        for partners in ([term.partner.pk], [term.partner.pk, nobody.pk])
    ]

    words = "No mail reaches 1 of these partners: ask it by letter or telephone as well."
    assert [words in page for page in pages] == [False, True]


def test_whoever_leaves_already_is_not_asked(term):
    PartnerStatementFactory.create(partner=term.partner)

    assert to_ask() == []


def test_an_answer_resets_the_clock_and_keeps_the_history(term, question):
    silences.stay(question, words="We train miners.", by=term.person)

    assert to_ask() == []
    assert not silence.is_silent(term.partner)
    assert list(term.partner.silences.values_list("status", "words")) == [
        ("stays", "We train miners.")
    ]


# Asking ----------------------------------------------------------------------------------


def test_an_officer_asks_and_its_people_have_sixty_days(term, secretariat):
    question = silences.ask(term.partner, by=secretariat)

    assert question.answer_by == today() + timedelta(days=60)
    assert not question.is_unheard
    mail = Message.objects.get(template="partners/emails/silence_asked.txt")
    assert mail.recipient == term.person
    assert f"/partners/{term.partner.slug}/silence/{question.pk}/" in mail.body


def test_that_nobody_can_be_reached_is_said_and_the_time_runs_all_the_same(secretariat):
    two_periods_over()
    partner = PartnerFactory.create()

    question = silences.ask(partner, by=secretariat)

    assert question.is_unheard
    assert question.answer_by == today() + timedelta(days=60)


def test_whoever_was_heard_of_is_not_asked(term, secretariat):
    LetterFactory.create(confirmed=True, partner=term.partner)

    with pytest.raises(RuleRefusedError, match="Something was heard") as refusal:
        silences.ask(term.partner, by=secretariat)

    assert refusal.value.clause == "R-11"


def test_several_are_asked_from_a_list_whose_number_is_typed(as_user, secretariat, term):
    other = PartnerFactory.create()
    wanted = {"partner": [term.partner.pk, other.pk]}
    client = as_user(secretariat)
    shown = client.get(ASK, wanted)

    wrong = client.post(ASK, wanted | {"number": "3"})
    right = client.post(ASK, wanted | {"number": "2"})

    assert term.partner.name in shown.text
    assert other.name in shown.text
    assert wrong.status_code == 422
    assert right.url == LIST
    assert SilenceQuestion.objects.waiting().count() == 2


@pytest.fixture
def asked_beside(secretariat):
    """Partners whom a colleague asks while somebody asks the first one."""
    others = []

    def ask_beside(execute, sql, *of_statement):
        if sql.startswith('INSERT INTO "partners_silencequestion"') and others:
            SilenceQuestionFactory.create(partner=others.pop(), asked_by=secretariat)
        return execute(sql, *of_statement)

    with connection.execute_wrapper(ask_beside):
        yield others


def test_what_one_partner_refuses_hides_not_how_many_were_asked(
    as_user, secretariat, term, asked_beside
):
    other = PartnerFactory.create(name="Example Zinc Society")
    asked_beside.append(other)
    wanted = {"partner": [term.partner.pk, other.pk], "number": "2"}

    page = as_user(secretariat).post(ASK, wanted, follow=True).text

    assert "1 partner has been asked." in page
    assert "Example Zinc Society: This partner has been asked already" in page


def test_so_many_are_asked_at_once_as_the_rule_says(as_user, secretariat, term):
    PartnerFactory.create()
    ParameterValue.objects.create(
        parameter="R-53",
        value={"typed": 50, "most": 1},
        effective_from=date(2020, 1, 1),
        reason="x",
    )
    wanted = {"partner": [*Partner.objects.values_list("pk", flat=True)]}

    shown = as_user(secretariat).get(ASK, wanted)

    assert len(shown.context["partners"]) == 1


@pytest.mark.parametrize("junk", ["", "x", "\0", "9" * 40, "²"])
def test_asking_nobody_leads_back_to_the_list(as_user, secretariat, term, junk):
    client = as_user(secretariat)

    responses = [client.get(ASK, {"partner": junk}), client.post(ASK, {"partner": junk})]

    assert [response.url for response in responses] == [LIST, LIST]


def test_the_list_and_the_question_are_for_the_secretariat(as_user, term):
    client = as_user(term.person)

    answers = [client.get(LIST), client.get(ASK, {"partner": term.partner.pk})]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert not permissions.can_silence_ask(term.person, term.partner)
    assert not permissions.can_silence_leave_alone(term.person, term.partner)


@pytest.mark.parametrize("shown", ["", "silent", "asked", "over", "left", "quiet", "junk"])
def test_each_list_shows_its_partners(as_user, secretariat, term, shown):
    SilenceQuestionFactory.create(partner__name="Example Asked Society")
    SilenceQuestionFactory.create(partner__name="Example Late Society", over=True)
    left = PartnerFactory.create(name="Example Left Society")
    silences.leave_alone(left, reason="It moves.", until=today(), by=secretariat)
    names = {
        "asked": "Example Asked Society",
        "over": "Example Late Society",
        "left": "Example Left Society",
    }

    page = as_user(secretariat).get(LIST, {"show": shown}).text

    assert names.get(shown, "Example Silent Society") in page


# Answering -------------------------------------------------------------------------------


def test_its_people_say_in_one_press_that_it_stays(as_user, term, question):
    url = reverse("partners:silence_answer", args=[term.partner.slug, question.pk])
    client = as_user(term.person)
    shown = client.get(url)

    response = client.post(url, {})
    again = client.post(url, {})

    question.refresh_from_db()
    assert "We stay" in shown.text
    assert response.url == term.partner.get_absolute_url()
    assert again.url == term.partner.get_absolute_url()
    assert (question.status, question.settled_by) == (Status.STAYS, term.person)


def test_the_secretariat_does_not_answer_for_a_partner(as_user, secretariat, question):
    url = reverse("partners:silence_answer", args=[question.partner.slug, question.pk])

    assert as_user(secretariat).post(url, {}).status_code == 403
    assert not permissions.can_silence_answer(secretariat, question)


def test_strangers_do_not_find_the_question(as_user, person, question):
    url = reverse("partners:silence_answer", args=[question.partner.slug, question.pk])

    assert as_user(person).get(url).status_code == 404


def test_a_late_answer_counts(term):
    question = SilenceQuestionFactory.create(partner=term.partner, over=True)

    silences.stay(question, by=term.person)

    assert question.status == Status.STAYS


def test_the_question_waits_in_the_work_of_its_people(term, question):
    [task] = [task for task in worklist.waiting_for(term.person) if "stays" in task.title]

    assert task.due_on == question.answer_by


# Inactive, or left as it is -----------------------------------------------------------------


def test_an_officer_notes_as_inactive_after_the_time_with_all_facts_shown(
    as_user, secretariat, term
):
    question = SilenceQuestionFactory.create(partner=term.partner, over=True)
    area = MembershipFactory.create(partner=term.partner).area
    lead = LeadTermFactory.create(area=area)
    url = reverse("partners:partner_deactivate", args=[term.partner.slug])
    client = as_user(secretariat)
    shown = client.get(url).text

    client.post(url, {"reason": "No answer."})

    question.refresh_from_db()
    term.partner.refresh_from_db()
    told = Message.objects.get(template="areas/emails/partner_standing.txt")
    assert "No answer came" in shown
    assert "Last report" in shown
    assert (question.status, term.partner.status) == ("inactive", "inactive")
    assert told.recipient == lead.person


def test_nobody_becomes_inactive_while_the_time_runs(as_user, secretariat, question):
    url = reverse("partners:partner_deactivate", args=[question.partner.slug])

    response = as_user(secretariat).post(url, {"reason": "Too early."})

    question.partner.refresh_from_db()
    assert response.status_code in (302, 409)
    assert question.partner.is_confirmed
    with pytest.raises(RuleRefusedError, match="can still answer"):
        silences.confirm(question, reason="Too early.", by=secretariat)


def test_whoever_has_said_that_it_leaves_is_not_asked(term, secretariat):
    PartnerStatementFactory.create(partner=term.partner)

    with pytest.raises(RuleRefusedError, match="take that back first"):
        silences.ask(term.partner, by=secretariat)


def test_a_silent_partner_is_left_as_it_is_until_a_day(
    as_user, secretariat, term, question
):
    url = reverse("partners:silence_leave_alone", args=[term.partner.slug])
    client = as_user(secretariat)
    until = today() + timedelta(days=90)
    far = client.post(url, {"reason": "It moves.", "until": today() + timedelta(days=366)})

    response = client.post(url, {"reason": "It moves.", "until": until})

    question.refresh_from_db()
    assert far.status_code == 422
    assert response.url == term.partner.get_absolute_url()
    assert (question.status, question.words) == ("dropped", "It moves.")
    assert SetAside.objects.get().until == until
    assert to_ask() == []
    assert "It moves." in client.get(f"{LIST}?show=left").text
    assert list(silence.to_ask(until + timedelta(days=1))) == [term.partner]


# The clock ------------------------------------------------------------------------------


@pytest.mark.parametrize(("before", "mails"), [(15, 0), (14, 1), (0, 1), (-1, 0)])
def test_a_reminder_comes_once_before_the_end(term, question, before, mails):
    day = question.answer_by - timedelta(days=before)

    scheduled.remind_silent_partners(day)
    scheduled.remind_silent_partners(day)

    sent = Message.objects.filter(template="partners/emails/silence_asked.txt")
    assert sent.count() == mails


def test_nobody_is_reminded_on_the_day_of_the_question(term, secretariat):
    chosen = [-60, -59]
    reminder_days.edit("silence", chosen, is_active=True, reason="x", by=secretariat)
    ReminderRule.objects.update(changed_on=today() - timedelta(days=9))
    SilenceQuestionFactory.create(partner=term.partner)

    scheduled.remind_silent_partners(today())
    same_day = Message.objects.count()
    scheduled.remind_silent_partners(today() + timedelta(days=1))

    assert same_day == 0
    assert Message.objects.get().template == "partners/emails/silence_asked.txt"


def test_whoever_gave_a_sign_keeps_nobody_else_from_being_reminded(term, question):
    LetterFactory.create(confirmed=True, partner=term.partner)

    scheduled.remind_silent_partners(question.answer_by)

    assert list(reminders.waiting("silence", question.answer_by)) == []
    assert not Message.objects.filter(template="partners/emails/silence_asked.txt").exists()


def test_whoever_answered_meanwhile_is_not_reminded(term, question):
    copy = SilenceQuestion.objects.get()
    silences.stay(copy, by=term.person)

    silences.remind(question, today=question.answer_by)

    assert not Message.objects.filter(template="partners/emails/silence_asked.txt").exists()


def test_whoever_gave_a_sign_after_the_question_is_not_reminded(term, question):
    LetterFactory.create(confirmed=True, partner=term.partner)

    silences.remind(question, today=question.answer_by)

    question.refresh_from_db()
    assert question.reminded_on is None
    assert not Message.objects.filter(template="partners/emails/silence_asked.txt").exists()


def test_whoever_gave_a_sign_after_the_question_does_not_become_inactive(
    as_user, secretariat, term
):
    question = SilenceQuestionFactory.create(partner=term.partner, over=True)
    LetterFactory.create(confirmed=True, partner=term.partner)
    url = reverse("partners:partner_deactivate", args=[term.partner.slug])

    response = as_user(secretariat).post(url, {"reason": "No answer."})

    term.partner.refresh_from_db()
    assert response.status_code == 409
    assert "Leave it as it is" in response.text
    assert term.partner.is_confirmed
    with pytest.raises(RuleRefusedError, match="heard of this partner after") as refusal:
        silences.confirm(question, reason="No answer.", by=secretariat)
    assert refusal.value.clause == "R-11"


# What everybody sees, and what is on the desk ---------------------------------------------


def test_the_page_says_to_its_people_only_that_it_is_asked(as_user, client, question, term):
    url = term.partner.get_absolute_url()

    assert "asks whether this partner stays" in as_user(term.person).get(url).text
    assert "asks whether this partner stays" not in client.get(url).text


def test_the_desk_has_a_line_for_each_late_partner():
    SilenceQuestionFactory.create(partner__name="Example Late Society", over=True)

    late = worklist.desk_queue()["Partners that did not answer whether they stay"]

    assert [task.title for task in late] == ["Example Late Society"]


@pytest.mark.parametrize("check", ["silent", "no-contribution"])
def test_both_lists_are_counted_among_what_is_missing_in_the_data(
    term, secretariat, as_user, check
):
    page = as_user(secretariat).get(reverse("partners:quality_detail", args=[check])).text

    assert term.partner.name in page


# Contributions (A1-2b) ----------------------------------------------------------------------


def quiet():
    return list(silence.without_contribution(today()))


def test_a_confirmed_partner_without_a_contribution_is_named(term):
    PartnerFactory.create(inactive=True)

    assert quiet() == [term.partner]


@pytest.mark.parametrize(
    ("years", "is_quiet"),
    [((None, None), False), ((2024, 2025), False), ((2026, None), True)],
)
def test_a_pledge_counts_for_its_years(term, years, is_quiet):
    letter = LetterFactory.create(confirmed=True, partner=term.partner)
    with as_before(Pledge):
        letter.pledges.create(
            position=1, kind="expertise", first_year=years[0], last_year=years[1]
        )

    assert (quiet() == [term.partner]) == is_quiet


def test_a_report_of_the_period_counts_unless_it_says_nothing(term):
    report = ProgressReportFactory.create(partner=term.partner)
    handed_in = {"submitted_at": timezone.now(), "submitted_by": term.person}
    as_it_was(report, **handed_in, is_nothing=True)
    with_nothing = quiet()
    as_it_was(report, is_nothing=False)

    assert term.partner in with_nothing
    assert term.partner not in quiet()


def test_without_periods_nobody_lacks_a_contribution():
    PartnerFactory.create()

    assert quiet() == []
    assert signs.current_period(today()) is None


def test_an_app_without_periods_names_nobody(term):
    with signs.PERIODS.cleared():
        assert signs.silent_since(today()) is None
        assert signs.current_period(today()) is None
        assert signs.where_to_report() == ""


def test_the_page_tells_its_people_how_to_record_one_and_nobody_else(as_user, client, term):
    url = term.partner.get_absolute_url()
    words = "No contribution is recorded yet"

    assert words in as_user(term.person).get(url).text
    assert words not in client.get(url).text


def test_a_period_is_named_on_the_list(as_user, secretariat, term):
    page = as_user(secretariat).get(LIST, {"show": "quiet"}).text

    assert "no pledge, effort or report" in page
    assert signs.current_period(today()) == (date(2025, 1, 1), date(2025, 12, 31))
    assert days(*signs.current_period(today())).lower == date(2025, 1, 1)


def test_leaving_it_as_it_is_twice_with_the_same_words_is_noted_once(term, secretariat):
    for _time in range(2):
        silences.leave_alone(
            term.partner, reason="It moves.", until=today(), by=secretariat
        )

    assert SetAside.objects.count() == 1
