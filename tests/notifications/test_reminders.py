"""Reminders by their days: each step once, changed days, earlier ones, and none (rows 84, 100)."""

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from gmp_portal.jobs import clock
from gmp_portal.notifications import kinds, outbox, reminders
from gmp_portal.notifications.models import Message, OwnReminder, ReminderRule, ReminderRun
from gmp_portal.notifications.reminders import Occasion, Plan, ReminderKind, Step
from gmp_portal.rounds import known
from tests.factories.accounts import UserFactory
from tests.factories.partners import LetterFactory

DUE = date(2027, 3, 31)
WORDS = "partners/emails/letter_filed.txt"


def a_kind(**changed):
    values = {
        "key": "example",
        "group": "example",
        "what": "Example",
        "whom": "somebody",
        "template": WORDS,
        "days": lambda: (-30, -7, 0),
        "find": lambda _today: known([]),
        "concerns": lambda _user: True,
    }
    return ReminderKind(**values | changed)


@pytest.fixture
def letter(db):
    return LetterFactory.create(submitted=True)


def steps(plan, letter, days, **occasion):
    """On which of these days, counted from the one on which it is due, which step is made."""
    occasion = Occasion(letter, DUE, **occasion)
    made = {day: plan.step(occasion, DUE + timedelta(days=day)) for day in days}
    return {day: step.days for day, step in made.items() if step}


def rule(days, *, changed=-400, is_active=True, **values):
    day = DUE + timedelta(days=changed)
    return ReminderRule(days=days, is_active=is_active, changed_on=day, **values)


def own(days, *, chosen=-400, **values):
    at = timezone.make_aware(
        timezone.datetime.combine(
            DUE + timedelta(days=chosen), timezone.datetime.min.time()
        )
    )
    return OwnReminder(days_before=days, chosen_at=at, group="example", **values)


# Which step is made ---------------------------------------------------------------------------


def test_a_step_is_made_on_its_day_and_made_up_for_as_long_as_its_kind_says(letter):
    plan = Plan(a_kind(late=3))

    made = steps(plan, letter, range(-33, 4))

    assert made == {
        -30: -30, -29: -30, -28: -30, -7: -7, -6: -7, -5: -7, 0: 0, 1: 0, 2: 0
    }  # fmt: skip


def test_of_several_that_were_missed_only_the_newest_is_made_up_for(letter):
    assert steps(Plan(a_kind()), letter, [-31, -10, -3, 20]) == {-10: -30, -3: -7, 20: 0}


def test_who_was_told_since_is_not_reminded_again(letter):
    told_on = DUE - timedelta(days=8)

    made = steps(Plan(a_kind()), letter, [-9, -8, -7], told_on=told_on)

    assert made == {-7: -7}


def test_nobody_is_reminded_of_days_before_it_began(letter):
    since = DUE - timedelta(days=5)

    assert steps(Plan(a_kind()), letter, [-6, -5, -1, 0], since=since) == {0: 0}


def test_changed_days_send_nothing_for_days_that_are_past(letter):
    plan = Plan(a_kind(), rule([-60, -45, -6, -2], changed=-6))

    made = steps(plan, letter, [-6, -5, -3, -2])

    assert made == {-2: -2}


def test_a_reminder_that_is_off_reminds_nobody_and_has_no_next_day(letter):
    plan = Plan(a_kind(), rule(None, is_active=False), [own(60)])

    assert steps(plan, letter, range(-70, 5)) == {}
    assert plan.next_day(Occasion(letter, DUE), DUE - timedelta(days=90)) is None
    assert plan.set_days == (-30, -7, 0)


def test_an_earlier_day_of_somebody_is_a_step_of_its_own_from_the_next_day_on(letter):
    plan = Plan(a_kind(late=1), None, [own(60), own(45, chosen=-45), own(30)])

    assert steps(plan, letter, range(-70, -29)) == {-60: -60, -30: -30}


def test_the_next_day_is_the_first_that_comes(letter):
    plan = Plan(a_kind(), None, [own(60)])
    occasion = Occasion(letter, DUE)

    days = [plan.next_day(occasion, DUE + timedelta(days=day)) for day in (-90, -30, 0)]

    assert days == [DUE - timedelta(days=60), DUE - timedelta(days=7), None]


# Once -----------------------------------------------------------------------------------------


def test_a_step_waits_until_it_was_made_and_never_again(letter):
    kind = a_kind(find=lambda _today: known([Occasion(letter, DUE)]))
    with reminders.KINDS.replaced("example", kind):
        [(record, step)] = reminders.waiting("example", DUE)

        first, second = reminders.begin(step), reminders.begin(step)

        assert (record, first, second) == (letter, True, False)
        assert list(reminders.waiting("example", DUE + timedelta(days=1))) == []


def test_a_new_due_day_is_reminded_of_anew(letter):
    moved = DUE + timedelta(days=30)
    kind = a_kind(find=lambda _today: known([Occasion(letter, moved)]))
    with reminders.KINDS.replaced("example", kind):
        reminders.begin(Step("example", "x", DUE, 0, DUE))

        again = [step.due_on for _record, step in reminders.waiting("example", moved)]

    assert again == [moved]


def test_the_database_keeps_a_step_from_being_made_twice(db):
    values = {"kind": "example", "record": "x:1", "due_on": DUE, "days": -7}
    ReminderRun.objects.create(**values)

    with pytest.raises(IntegrityError), transaction.atomic():
        ReminderRun.objects.create(**values)


def test_where_nothing_is_due_nothing_else_is_asked(db, django_assert_num_queries):
    with (
        reminders.KINDS.replaced("example", a_kind()),
        django_assert_num_queries(0),
    ):
        assert list(reminders.waiting("example", DUE)) == []


# Who gets it ----------------------------------------------------------------------------------


def post(letter, people, days):
    step = Step("example", f"partners.letterofintent:{letter.pk}", DUE, days, DUE)
    reminders.begin(step)
    outbox.post(WORDS, to=people, step=step, letter=letter)
    [run] = ReminderRun.objects.filter(days=days)
    return [mail.recipient for mail in Message.objects.order_by("recipient")], run.sent


def test_an_earlier_step_goes_only_to_whoever_chose_it(letter):
    early, other = UserFactory.create(), UserFactory.create()
    own(60, person=early).save()
    with reminders.KINDS.replaced("example", a_kind()):
        told, sent = post(letter, [early, other], -60)

    assert (told, sent) == ([early], 1)


def test_the_days_of_the_secretariat_go_to_everybody(letter):
    early, other = UserFactory.create(), UserFactory.create()
    own(60, person=early).save()
    with reminders.KINDS.replaced("example", a_kind()):
        told, sent = post(letter, [early, other], -7)

    assert (told, sent) == ([early, other], 2)


@pytest.mark.parametrize(("kind", "sent"), [("information", 0), ("action", 1)])
def test_only_what_merely_informs_can_be_switched_off(letter, kind, sent):
    reader = UserFactory.create()
    OwnReminder.objects.create(person=reader, group="example", is_off=True)
    mail = kinds.MailKind(Message.Kind(kind), "letter")
    with (
        reminders.KINDS.replaced("example", a_kind()),
        kinds.KINDS.replaced(WORDS, mail),
    ):
        _told, number = post(letter, [reader], -7)

    assert number == sent


def test_a_choice_is_either_earlier_or_none(person):
    for values in (
        {"is_off": True, "days_before": 3},
        {"is_off": False},
        {"days_before": 0},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            OwnReminder.objects.create(person=person, group="example", **values)


# No other road --------------------------------------------------------------------------------


# What the clock starts besides, and why it reminds nobody of a day.
NO_REMINDERS = {
    "tell_of_old_drafts": "FIXED: the deletion of R-31 waits for it",
    "let_partners_leave": "carries out",
    "delete_old_drafts": "deletes",
    "close_terms": "ends rights",
    "note_consensus": "notes",
    "take_back_rights": "ends rights",
    "close_silence_periods": "decides by the rules of a decision",
    "admit_observers": "admits",
    "forget_finished_jobs": "forgets",
    "read_mailbox": "reads",
    "forget_old_texts": "forgets",
    "compare_index": "compares",
    "forget_old_tallies": "forgets",
    "keep_checkpoint": "goes to a machine each day",
    "send_digests": "tells what was written already",
    "forget_ended_sessions": "forgets",
    "send_announcements": "sends what an officer released",
    "end_impersonations": "tells what was done",
    "forget_who_had_work_that_is_done": "forgets",
    "remove_personal_data": "removes what somebody asked for",
    "empty_unconfirmed_accounts": "empties",
    "forget_unconfirmed_subscriptions": "forgets",
    "thin_revisions": "thins",
    "forget_forms_that_were_sent": "forgets",
    "forget_old_changes_of_pages": "forgets",
    "forget_who_has_gone": "forgets",
    "forget_what_was_never_sent": "forgets",
    "remove_unclaimed_files": "removes",
    "sweep_storage": "sweeps",
    "want_older_texts": "asks for jobs",
    "drop_old_uploads": "drops",
    "let_imports_go": "throws away and forgets",
    "forget_old_visits": "forgets",
    "forget_old_readings": "forgets",
}


def _functions():
    """What the clock starts, by name, with the names that each function reads."""
    autodiscover_modules("scheduled")
    for name in clock.SCHEDULED:
        module, _dot, function = name.rpartition(".")
        path = Path(settings.BASE_DIR, *module.split(".")).with_suffix(".py")
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and node.name == function:
                yield function, ast.unparse(node)


def test_what_the_clock_starts_takes_the_road_of_reminders_or_reminds_nobody():
    by_the_road = {name for name, code in _functions() if "reminders.waiting(" in code}
    others = {name for name, _code in _functions()} - by_the_road

    assert others == set(NO_REMINDERS)
    assert len(by_the_road) == 14


@pytest.mark.parametrize("kind", reminders.KINDS.values(), ids=lambda kind: kind.key)
def test_every_reminder_names_its_step_where_it_is_written(kind):
    app = kind.template.partition("/")[0]
    name = kind.template.rpartition("/")[2]
    codes = [
        ast.parse(path.read_text())
        for path in Path(settings.BASE_DIR, app).glob("emails*.py")
    ]
    walked = (each for code in codes for each in ast.walk(code))
    calls = [call for call in walked if isinstance(call, ast.Call) and call.args]
    # Several mails about one record are written by one function, which is told the name.
    posts = [
        call
        for call in calls
        if name in ast.unparse(call.args[0])
        or ast.unparse(call.args[0]) == repr(name.removesuffix(".txt"))
    ]

    assert posts
    assert all("step" in ast.unparse(call).split("(", 1)[1] for call in posts)


@pytest.mark.parametrize("kind", reminders.KINDS.values(), ids=lambda kind: kind.key)
def test_every_reminder_says_what_it_is(kind):
    assert kind.template in kinds.KINDS
    assert kind.group in reminders.GROUPS
    assert all(str(said) for said in (kind.what, kind.whom))
    assert kind.is_before or kind.is_after
