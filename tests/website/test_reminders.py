"""The days of reminders on the desk, and the own ones of readers (rows 84, 100; R-61)."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from areas import scheduled as of_areas
from gmp_portal import dates
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.ledger.models import Entry
from gmp_portal.notifications import kinds, reminders
from gmp_portal.notifications.models import Message, OwnReminder, ReminderRule
from gmp_portal.website import permissions
from gmp_portal.website.actions import own_reminders
from gmp_portal.website.actions import reminders as actions
from gmp_portal.workflow import RuleRefusedError
from reporting import scheduled as of_reporting
from tests.factories.areas import AreaFactory, MembershipFactory, lead_of
from tests.factories.partners import LetterFactory, RepresentativeFactory
from tests.factories.reporting import CycleFactory

pytestmark = pytest.mark.django_db
LIST = "/desk/reminders/"
PAGE = "/desk/reminders/lead_term/"
OWN = "/my/mails/reminders/"
TERM_ENDS = "areas/emails/term_ends.txt"


def typed(browser, page=PAGE, **changed):
    form = browser.get(page).context["form"]
    values = {"is_active": "on", "reason": "Elections take longer."}
    values |= {"version": form.shared.token, "before": "", "after": ""}
    return browser.post(page, values | changed)


def told(person):
    return Message.objects.filter(template=TERM_ENDS, recipient=person).count()


def tick(day):
    with time_machine.travel(f"{day.isoformat()} 08:00", tick=False):
        of_areas.announce_ends(day)


# The desk -------------------------------------------------------------------------------------


def test_an_officer_changes_the_days_and_the_clock_keeps_to_them(as_user, secretariat):
    last = today() + timedelta(days=100)
    lead = lead_of(AreaFactory.create(), period=days(today() - timedelta(days=9), last))
    browser = as_user(secretariat)

    answer = typed(browser, before="60, 10", follow=True)
    for before in (91, 90, 61, 60, 59, 30, 10, 9):
        tick(last - timedelta(days=before))

    rule = ReminderRule.objects.get()
    listed = browser.get(LIST).content.decode()
    changed = Entry.objects.get(kind="reminder.changed")
    assert answer.status_code == 302
    assert (rule.days, rule.changed_by) == ([-60, -10], secretariat)
    assert told(lead) == 2
    assert "60 days before, 10 days before" in listed
    assert "Chosen by the secretariat" in listed
    assert changed.body["before"] == [-180, -90, -30]
    assert changed.body["after"] == [-60, -10]
    assert changed.body["reason"] == "Elections take longer."
    assert "Elections take longer." in browser.get(PAGE).content.decode()


def test_changed_days_remind_nobody_twice_and_of_nothing_past(secretariat):
    last = today() + timedelta(days=30)
    lead = lead_of(AreaFactory.create(), period=days(today() - timedelta(days=9), last))
    tick(today())
    before = told(lead)

    actions.edit("lead_term", [-31, -30, -29], is_active=True, reason="x", by=secretariat)
    of_areas.announce_ends(today())
    same_day = told(lead)
    tick(today() + timedelta(days=1))
    tick(today() + timedelta(days=1))

    assert (before, same_day, told(lead)) == (1, 1, 2)


def test_a_reminder_is_switched_off_and_put_back(as_user, secretariat):
    browser = as_user(secretariat)
    typed(browser, is_active="", before="60")
    off = browser.get(LIST).content.decode()

    typed(browser, built_in="on")

    assert "Switched off" in off
    assert "Switched off" not in browser.get(LIST).content.decode()
    assert reminders.plan_of("lead_term").days == (-180, -90, -30)
    assert Entry.objects.filter(kind="reminder.changed").count() == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"before": ""}, "Name at least one day"),
        ({"before": "1 2 3 4 5 6 7"}, "at most 6 reminders"),
        ({"before": "366"}, "At most 365 days before"),
        ({"before": "soon"}, "whole numbers of days"),
        ({"before": "-3"}, "whole numbers of days"),
        ({"before": "9" * 99}, "whole numbers of days"),
        ({"before": "30", "reason": ""}, "Reason"),
    ],
)
def test_what_cannot_be_is_said_and_stays_typed(as_user, secretariat, changed, said):
    answer = typed(as_user(secretariat), **changed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert changed["before"] in page
    assert not ReminderRule.objects.exists()


def test_what_cannot_be_after_the_day_or_before_it_is_refused(as_user, secretariat):
    browser = as_user(secretariat)

    late = typed(browser, "/desk/reminders/questions/", before="3", after="61")
    early = typed(browser, "/desk/reminders/contacts/", after="0")

    assert "At most 60 days after" in late.content.decode()
    assert "Before the day there is nothing" in early.content.decode()
    assert (late.status_code, early.status_code) == (422, 422)


def test_days_that_are_typed_beside_the_tick_for_the_built_in_ones_are_asked_about(
    as_user, secretariat
):
    browser = as_user(secretariat)

    other = typed(browser, built_in="on", before="60")
    same = typed(browser, built_in="on", is_active="", before="180 90 30")

    assert other.status_code == 422
    assert "Take the tick away" in other.content.decode()
    assert same.status_code == 302
    assert ReminderRule.objects.get().days is None


def test_two_officers_do_not_overwrite_each_other(as_user, secretariat, second_officer):
    first, second = as_user(secretariat), as_user(second_officer)
    token = second.get(PAGE).context["form"].shared.token
    typed(first, before="60")

    answer = second.post(
        PAGE, {"is_active": "on", "before": "50", "reason": "y", "version": token}
    )

    assert answer.status_code == 409
    assert ReminderRule.objects.get().days == [-60]


def test_earlier_days_are_brought_back(as_user, secretariat):
    browser = as_user(secretariat)
    typed(browser, before="60")
    typed(browser, before="50")

    url = reverse("writing:revision_restore", args=["website.reminder", "lead_term", 1])
    answer = browser.post(url, {"confirmed": "on"})

    assert answer.status_code == 302
    assert ReminderRule.objects.get().days in ([-60], None)


def test_only_officers_choose_the_days(as_user, person, secretariat):
    browser = as_user(person)

    answers = [browser.get(LIST), browser.get(PAGE), browser.post(PAGE, {"before": "3"})]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert permissions.can_reminder_edit(secretariat)
    assert not permissions.can_reminder_edit(person)
    with pytest.raises(RuleRefusedError):
        actions.edit("lead_term", [-3], is_active=True, reason="x", by=person)


@pytest.mark.parametrize("kind", ["nothing", "old_draft"])
def test_a_reminder_that_there_is_not_has_no_page(as_user, secretariat, kind):
    assert as_user(secretariat).get(f"{LIST}{kind}/").status_code == 404


def test_the_list_says_when_a_reminder_goes_next_and_went_last(as_user, secretariat):
    last = today() + timedelta(days=100)
    lead_of(AreaFactory.create(), period=days(today() - timedelta(days=9), last))
    tick(today() + timedelta(days=10))

    page = as_user(secretariat).get(LIST)

    [row] = [row for row in page.context["rows"] if row.key == "lead_term"]
    assert row.next_on == last - timedelta(days=90)
    assert row.sent == 2
    assert "R-31" in page.content.decode()


@pytest.mark.usefixtures("chinese_readers")
def test_the_list_speaks_chinese(client, secretariat, as_user):
    secretariat.language = "zh-hans"
    secretariat.save(update_fields=["language"])

    assert as_user(secretariat).get(LIST).status_code == 200


# The own ones ---------------------------------------------------------------------------------


def test_a_lead_is_told_earlier_and_still_on_the_days_of_the_secretariat(as_user):
    last = today() + timedelta(days=300)
    area = AreaFactory.create()
    lead = lead_of(area, period=days(today() - timedelta(days=9), last))
    browser = as_user(lead)

    page = browser.get(OWN)
    groups = page.context["form"].fields
    typed = dict.fromkeys(groups, "as_set") | {"reports": "60"}
    answer = browser.post(OWN, typed)
    choices = dict(page.context["form"].fields["terms"].choices)

    assert answer.status_code == 302
    assert list(choices) == ["as_set", "270"]
    assert OwnReminder.objects.get().days_before == 60
    assert Entry.objects.get(kind="own_reminder.chosen").body["chosen"] == {"reports": "60"}


def test_an_earlier_day_comes_besides_those_of_the_secretariat(secretariat):
    last = today() + timedelta(days=90)
    lead = lead_of(AreaFactory.create(), period=days(today() - timedelta(days=9), last))
    actions.edit("lead_term", [-10], is_active=True, reason="x", by=secretariat)
    own_reminders.choose({"terms": "60"}, by=lead)

    for before in (60, 10):
        tick(last - timedelta(days=before))

    assert (told(lead), told(secretariat)) == (2, 1)
    acts = Entry.objects.filter(kind="area.lead_term_ends")
    assert [entry.body["days"] for entry in acts] == [10]


def test_an_earlier_day_of_one_reader_is_no_act_about_all_who_report(secretariat):
    before, due_on = timezone.now() - timedelta(days=99), today() + timedelta(days=61)
    cycle = CycleFactory.create(
        progress_due_on=due_on, area_due_on=due_on, opened_at=before
    )
    term = RepresentativeFactory.create()
    MembershipFactory.create(partner=term.partner)
    own_reminders.choose({"reports": "60"}, by=term.person)

    of_reporting.remind_of_reports(today() + timedelta(days=1))

    mail = Message.objects.get(template="reporting/emails/reminder.txt")
    assert mail.recipient == term.person
    assert not Entry.objects.filter(kind="cycle.reminded", body__offset=-60).exists()
    assert cycle.reminders.get(kind="progress").offset == -60


def test_a_choice_is_taken_back(as_user, person):
    LetterFactory.create(sender=person)
    own_reminders.choose({"letters": "30"}, by=person)

    answer = as_user(person).post(OWN, {"letters": "as_set"})

    assert answer.status_code == 302
    assert not OwnReminder.objects.exists()


def test_what_merely_informs_can_be_switched_off(as_user, person):
    LetterFactory.create(sender=person)
    template = "partners/emails/questions_wait.txt"
    mail = kinds.MailKind(Message.Kind.INFORMATION, "letter")
    with kinds.KINDS.replaced(template, mail):
        answer = as_user(person).post(OWN, {"letters": "none"})
        page = as_user(person).get(OWN)

    assert answer.status_code == 302
    assert OwnReminder.objects.get().is_off
    assert page.context["groups"][0].chosen == "none"


@pytest.mark.parametrize("wish", ["none", "2", "x", ""])
def test_what_needs_its_reader_cannot_be_switched_off(as_user, person, wish):
    LetterFactory.create(sender=person)

    answer = as_user(person).post(OWN, {"letters": wish})

    assert answer.status_code == 422
    assert not OwnReminder.objects.exists()


def test_only_what_somebody_can_get_is_offered(as_user, person):
    nothing = as_user(person).get(OWN)
    partner = RepresentativeFactory.create(person=person)

    something = as_user(person).get(OWN)

    assert "Nothing that you are reminded of" in nothing.content.decode()
    assert partner.is_current
    assert {group.key for group in something.context["groups"]} == {
        "reports",
        "partner",
        "plans",
        "contacts",
        "own_activities",
    }


def test_a_reminder_that_is_off_offers_nothing_earlier(person, secretariat, as_user):
    LetterFactory.create(sender=person)
    actions.edit("questions", None, is_active=False, reason="x", by=secretariat)

    page = as_user(person).get(OWN)

    assert [group.values for group in page.context["groups"]] == [{"as_set"}]
    assert "Not at all: it is switched off." in page.content.decode()


def test_nobody_chooses_for_others(client, person):
    assert client.get(OWN).status_code in (302, 403)
    assert permissions.can_own_reminder_choose(person)
    person.is_active = False
    assert not permissions.can_own_reminder_choose(person)
    with pytest.raises(RuleRefusedError):
        own_reminders.choose({"letters": "30"}, by=person)


def test_days_are_said_in_words(as_user, secretariat):
    page = as_user(secretariat).get(LIST).content.decode()

    assert "30 days before, 7 days before, on the day, 7 days after, 21 days after" in page
    assert dates.today()
