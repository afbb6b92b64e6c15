"""How terms in the secretariat and working rules are arranged, and how their acts are called."""

from datetime import UTC, date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from gmp_portal.accounts.models import Erasure
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.jobs import enqueue
from gmp_portal.jobs.models import Job
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.website import permissions
from gmp_portal.website.actions import (
    announcements,
    bulks,
    calendar_addresses,
    erasures,
    holdings,
    impersonations,
    jobs,
    mail_texts,
    newsletters,
    notices,
    old_accounts,
    own_data,
    own_reminders,
    reminders,
    rules,
    saved_filters,
    staff,
)
from gmp_portal.website.models import BulkRow, Holding, SavedFilter
from gmp_portal.website.reading import audiences, worklists
from tests.acts import scenes_account_merges as of_accounts
from tests.acts.scene import (
    PAST,
    REASON,
    Call,
    Scene,
    Scenes,
    lacking,
    officers,
    with_argument,
    with_made,
)
from tests.factories.accounts import UserFactory
from tests.factories.partners import LetterFactory, RepresentativeFactory
from tests.factories.website import SubscriptionFactory

LONG_AGO = datetime(2026, 1, 5, 9, tzinfo=UTC)


def secretariat(_name):
    return Scene(None, officers())


def staff_term(name):
    people = officers()
    term = people["officer"].secretariatterms.get()
    if name == "ended":
        term.period = PAST
        term.save()
    return Scene(term, people)


def job(name):
    with transaction.atomic():
        enqueue("test.work", "1")
    changes = {
        "failing": {"last_error": "ValueError: no ink", "attempts": 2},
        "parked": {"state": "parked", "last_error": "ValueError: no ink", "attempts": 8},
        "waiting": {"attempts": 1},
        "done": {"state": "done", "done_at": timezone.now(), "attempts": 1},
    }
    later = timezone.now() + timedelta(hours=1)
    Job.objects.update(not_before=later, **changes[name])
    return Scene(Job.objects.get(), officers())


def reader(_name):
    people = officers() | {
        "reader": UserFactory.create(),
        "stranger": UserFactory.create(),
        "deactivated": UserFactory.create(is_active=False),
    }
    return Scene(None, people)


def calendar_address(name):
    people = reader(name).people
    address = calendar_addresses.make(by=people["reader"])
    if name == "revoked":
        calendar_addresses.revoke(address, by=people["reader"])
    return Scene(address, people)


def erasure(name):
    people = reader(name).people
    record = erasures.ask(by=people["reader"])
    if name in {"due", "done"}:
        Erasure.objects.update(asked_at=LONG_AGO, due_at=LONG_AGO + timedelta(days=14))
        record.refresh_from_db()
    if name == "done":
        erasures.carry_out(record)
    elif name == "taken_back":
        erasures.take_back(record, by=people["reader"])
    return Scene(record, people)


def held_erasure(_name):
    """The day has come, and its person took up an office meanwhile."""
    scene = erasure("due")
    holds_an_office(scene)
    return scene


ON_PAPER = {"came_by": "paper", "asked_on": date(2026, 1, 5), "reason": REASON}


def recorded_erasure(_name):
    people = reader("any").people
    record = erasures.record(people["reader"], **ON_PAPER, by=people["officer"])
    return Scene(record, people)


def newcomer(name):
    joined = timezone.now() if name == "new" else LONG_AGO
    used = LONG_AGO if name == "used" else None
    person = UserFactory.create(date_joined=joined, last_login=used)
    is_sure = name == "confirmed"
    EmailAddress.objects.create(user=person, email=person.email, verified=is_sure)
    return Scene(person, {})


def asked_already(scene):
    erasures.ask(by=scene.reader)


def removed_already(scene):
    erasures.ask(by=scene.reader)
    Erasure.objects.update(asked_at=LONG_AGO, due_at=LONG_AGO + timedelta(days=14))
    erasures.carry_out(Erasure.objects.get())


def in_a_week():
    return today() + timedelta(days=7)


def holds_an_office(scene):
    RepresentativeFactory.create(person=scene.reader)


def has_a_draft(scene):
    LetterFactory.create(sender=scene.reader)


def has_an_address(scene):
    calendar_addresses.make(by=scene.reader)


def _work():
    letter = LetterFactory(submitted=True)
    tasks = [task for task in worklists.desk_tasks() if task.kind == "letters"]
    return next(task for task in tasks if task.url == letter.get_absolute_url())


def holding(name):
    people = officers()
    task, holder = _work(), people["officer" if name == "held" else "former_officer"]
    record = Holding.objects.create(about=task.about, kind=task.kind, holder=holder)
    return Scene(record, people)


def saved_filter(_name):
    people = officers()
    kept = saved_filters.keep(**a_filter(None), by=people["officer"])
    return Scene(kept, people)


def a_text(_scene):
    texts = {"en": {"subject": "A survey", "text": "Please answer it."}}
    who = {"audience": "speakers", "area": None, "kind": "", "country": None}
    return {"values": {"title": "Survey", "needs_action": True, "texts": texts, **who}}


def another_text(scene):
    return {"values": a_text(scene)["values"] | {"title": "Another"}}


def the_list(scene):
    return {"seen": audiences.token_for(audiences.of(scene.record))}


def announcement(name):
    people = officers()
    people["reader"] = RepresentativeFactory.create().person
    record = announcements.start(**a_text(None), by=people["officer"])
    if name != "draft":
        seen = audiences.token_for(audiences.of(record))
        announcements.release(record, seen=seen, by=people["officer"])
    if name == "sent":
        announcements.send(record)
    return Scene(record, people)


def newsletter_issue(_name):
    """An issue that one address has subscribed to, on its way."""
    people = officers()
    SubscriptionFactory.create()
    values = a_text(None)["values"] | {"audience": "newsletter"}
    record = announcements.start(values, by=people["officer"])
    seen = audiences.token_for(audiences.of(record))
    announcements.release(record, seen=seen, by=people["officer"])
    return Scene(record, people)


def a_notice(_scene):
    now = timezone.now()
    times = {"starts_at": now, "ends_at": now + timedelta(days=1)}
    texts = {"en": "Closed on Friday."}
    return {"values": {"kind": "warning", "audience": "everybody", "texts": texts, **times}}


def over_already(scene):
    long_ago = timezone.now() - timedelta(days=3)
    scene.changes["values"] = a_notice(scene)["values"] | {
        "starts_at": long_ago,
        "ends_at": long_ago + timedelta(days=1),
    }


def notice(name):
    people = officers()
    record = notices.start(**a_notice(None), by=people["officer"])
    if name == "ended":
        notices.end(record, by=people["officer"])
    return Scene(record, people)


def own_words(_scene):
    values = {"subject": "", "words": "Dear {name}, please answer."}
    return {"template": "reporting/emails/reminder.txt", "language": "en", "values": values}


def no_words(scene):
    return own_words(scene) | {"values": {"subject": "", "words": ""}}


def take_words_out(record, *, by):
    mail_texts.edit(**no_words(None), by=by)
    record.refresh_from_db()


def words_of(changed):
    def guard(scene):
        values = own_words(scene)["values"]
        scene.changes["values"] = values | changed

    return guard


def other_days(_scene):
    return {"key": "lead_term", "days": [-60, -7], "is_active": True, "reason": REASON}


def choose_days(record, *, by):
    reminders.edit(**other_days(None), by=by)
    record.refresh_from_db()


def reminder_rule(_name):
    people = officers()
    return Scene(reminders.edit(**other_days(None), by=people["officer"]), people)


def earlier(scene):
    LetterFactory.create(sender=scene.reader)
    return {"wishes": {"letters": "30"}}


def mail_text(name):
    people = officers()
    record = mail_texts.edit(**own_words(None), by=people["officer"])
    if name == "reset":
        mail_texts.edit(**no_words(None), by=people["officer"])
    return Scene(record, people)


def a_look(scene):
    return {"person": scene.stranger, "reason": REASON}


def impersonation(name):
    people = officers()
    look = impersonations.begin(people["stranger"], REASON, by=people["head"])
    if name == "ended":
        impersonations.end(look, by=people["head"])
    return Scene(look, people)


def some_letters(_scene):
    letters = [LetterFactory(submitted=True), LetterFactory(confirmed=True)]
    return {"act": "take", "records": letters}


def bulk(name):
    people = officers()
    record = bulks.freeze(**some_letters(None), by=people["officer"])
    if name != "frozen":
        bulks.release(record, seen=record.token, by=people["officer"])
    if name == "done":
        bulks.go_through(record, lambda _done, _total: None)
        bulks.finish(record)
    return Scene(record, people)


def the_frozen_list(scene):
    return {"seen": scene.record.token}


def not_possible(scene):
    scene.record.rows.update(state="left_out", said="Why.")


def many_letters(scene):
    rule = {"parameter": "R-53", "effective_from": date(2020, 1, 1), "reason": REASON}
    ParameterValue.objects.create(value={"typed": 1, "most": 1}, **rule)


def another_letter(scene):
    BulkRow.objects.create(
        bulk=scene.record, letter=LetterFactory(submitted=True), state="open"
    )


def nobody_fits(scene):
    lacking(kind="academia")(scene)


def a_long_list(scene):
    RepresentativeFactory.create_batch(50)
    scene.changes["seen"] = the_list(scene)["seen"]


def take_again(record, *, by):
    holdings.take(record.key, by=by)
    record.refresh_from_db()


def some_work(_scene):
    return {"key": _work().key}


def a_filter(_scene):
    return {"name": "Example", "page": "desk", "asked": "kind=letters&held=me"}


def work_of_somebody(scene):
    task = _work()
    holdings.take(task.key, by=scene.second_officer)
    scene.changes["key"] = task.key


def has_the_filter(scene):
    saved_filters.keep(**a_filter(scene), by=scene.officer)


def has_ten_filters(scene):
    SavedFilter.objects.bulk_create(
        SavedFilter(person=scene.officer, place=place, name=str(place), asked="q=x")
        for place in range(1, 11)
    )


def office(scene):
    return {"person": scene.stranger, "role": "officer", "first": today()}


def a_value(_scene):
    return {
        "rule_id": "R-09",
        "value": 30,
        "effective_from": today() + timedelta(days=1),
        "reason": REASON,
    }


def decided_already(scene):
    rules.set_value(**a_value(scene), by=scene.admin)


def longer(scene):
    last = today() + timedelta(days=9)
    lacking(period=days(scene.record.starts_on, last))(scene)
    scene.changes["last"] = last + timedelta(days=1)


SCENES = Scenes(
    permissions=permissions,
    nouns={
        "secretariat": secretariat,
        "staff_term": staff_term,
        "reader": reader,
        "calendar_address": calendar_address,
        "erasure": erasure,
        "held_erasure": held_erasure,
        "recorded_erasure": recorded_erasure,
        "newcomer": newcomer,
        "job": job,
        "holding": holding,
        "saved_filter": saved_filter,
        "announcement": announcement,
        "newsletter_issue": newsletter_issue,
        "notice": notice,
        "bulk": bulk,
        "impersonation": impersonation,
        "mail_text": mail_text,
        "two_accounts": of_accounts.two_accounts,
        "account_merge": of_accounts.account_merge,
        "reminder_rule": reminder_rule,
    },
    calls=of_accounts.ACCOUNT_MERGE_CALLS
    | {
        "secretariat.take": Call(holdings.take, some_work, first=lambda scene: ()),
        "holding.take": Call(take_again),
        "holding.put_back": Call(holdings.put_back),
        "holding.hand_over": Call(
            holdings.hand_over, lambda scene: {"to": scene.second_officer}
        ),
        "secretariat.keep_filter": Call(
            saved_filters.keep, a_filter, first=lambda scene: ()
        ),
        "secretariat.start_announcement": Call(
            announcements.start, a_text, first=lambda scene: ()
        ),
        "secretariat.start_notice": Call(notices.start, a_notice, first=lambda scene: ()),
        "secretariat.look": Call(impersonations.begin, a_look, first=lambda scene: ()),
        "secretariat.write_mail_text": Call(
            mail_texts.edit, own_words, first=lambda scene: ()
        ),
        "secretariat.choose_days": Call(reminders.edit, other_days, first=lambda scene: ()),
        "reminder_rule.choose_in_vain": Call(choose_days),
        "newsletter_issue.send": Call(announcements.send, names_actor=False),
        "reader.subscribe": Call(
            newsletters.subscribe,
            lambda _scene: {"email": "a@example.org", "area": None, "language": "en"},
            first=lambda scene: (),
            names_actor=False,
        ),
        "reader.choose_newsletters": Call(
            newsletters.choose,
            lambda _scene: {"areas": [], "of_all": True},
            first=lambda scene: (),
        ),
        "reader.choose_reminders": Call(
            own_reminders.choose, earlier, first=lambda scene: ()
        ),
        "mail_text.reset": Call(take_words_out),
        "mail_text.reset_in_vain": Call(take_words_out),
        "impersonation.end": Call(impersonations.end),
        "impersonation.end_by_clock": Call(impersonations.end, names_actor=False),
        "impersonation.end_in_vain": Call(impersonations.end),
        "secretariat.choose_letters": Call(
            bulks.freeze, some_letters, first=lambda scene: ()
        ),
        "bulk.release": Call(bulks.release, the_frozen_list),
        "bulk.finish": Call(bulks.finish, names_actor=False),
        "bulk.finish_in_vain": Call(bulks.finish, names_actor=False),
        "notice.end": Call(notices.end),
        "announcement.edit": Call(announcements.edit, another_text),
        "announcement.discard": Call(announcements.discard),
        "announcement.release": Call(announcements.release, the_list),
        "announcement.recall": Call(announcements.recall),
        "announcement.send": Call(announcements.send, names_actor=False),
        "announcement.send_in_vain": Call(announcements.send, names_actor=False),
        "saved_filter.remove": Call(saved_filters.remove),
        "reader.make_calendar_address": Call(
            calendar_addresses.make, first=lambda scene: ()
        ),
        "newcomer.empty_account": Call(old_accounts.empty, names_actor=False),
        "newcomer.empty_account_in_vain": Call(old_accounts.empty, names_actor=False),
        "reader.copy_data": Call(own_data.copy, first=lambda scene: ()),
        "reader.ask_erasure": Call(erasures.ask, first=lambda scene: ()),
        "reader.record_erasure": Call(
            erasures.record,
            lambda _scene: dict(ON_PAPER),
            first=lambda scene: (scene.reader,),
        ),
        "recorded_erasure.take_back": Call(erasures.take_back),
        "erasure.take_back": Call(erasures.take_back),
        "erasure.carry_out": Call(erasures.carry_out, names_actor=False),
        "held_erasure.carry_out": Call(erasures.carry_out, names_actor=False),
        "erasure.carry_out_in_vain": Call(erasures.carry_out, names_actor=False),
        "calendar_address.renew": Call(calendar_addresses.renew),
        "calendar_address.revoke": Call(calendar_addresses.revoke),
        "secretariat.appoint": Call(staff.appoint, office, first=lambda scene: ()),
        "secretariat.change_rule": Call(rules.set_value, a_value, first=lambda scene: ()),
        "staff_term.end": Call(
            staff.end, lambda scene: {"last": date(2026, 1, 1), "reason": REASON}
        ),
        "job.retry": Call(jobs.retry),
    },
    guards=of_accounts.ACCOUNT_MERGE_GUARDS
    | {
        "secretariat.take: done meanwhile": with_argument(
            key="letters partners.letterofintent:0"
        ),
        "secretariat.take: somebody has it": work_of_somebody,
        "holding.hand_over: to a stranger": with_made("to", lambda scene: scene.stranger),
        "holding.hand_over: to a former officer": with_made(
            "to", lambda scene: scene.former_officer
        ),
        "secretariat.start_notice: over already": over_already,
        "secretariat.choose_letters: none": with_argument(records=[]),
        "secretariat.choose_letters: too many": many_letters,
        "bulk.release: another list": with_argument(seen="x"),
        "bulk.release: a letter more": another_letter,
        "bulk.release: none is possible": not_possible,
        "bulk.release: a long list": many_letters,
        "secretariat.look: no reason": with_argument(reason=" "),
        "secretariat.look: an officer's eyes": with_made(
            "person", lambda scene: scene.officer
        ),
        "secretariat.look: the own eyes": with_made("person", lambda scene: scene.head),
        "secretariat.write_mail_text: unknown place": words_of({"words": "{nobody}"}),
        "secretariat.write_mail_text: two lines": words_of({"subject": "A\nBcc: b"}),
        "secretariat.write_mail_text: too long": words_of({"words": "x" * 2001}),
        "secretariat.choose_days: none": with_argument(days=[]),
        "secretariat.choose_days: too many": with_argument(days=list(range(-7, 0))),
        "secretariat.choose_days: too early": with_argument(days=[-366]),
        "secretariat.choose_days: afterwards": with_argument(days=[1]),
        "secretariat.choose_days: too late": with_argument(key="questions", days=[61]),
        "secretariat.choose_days: beforehand": with_argument(key="contacts", days=[-1]),
        "reader.choose_reminders: none": with_argument(wishes={"letters": "none"}),
        "reader.choose_reminders: of others": with_argument(wishes={"reports": "45"}),
        "announcement.release: nobody fits": nobody_fits,
        "announcement.release: another list": with_argument(seen="x"),
        "announcement.release: a long list": a_long_list,
        "secretariat.keep_filter: shows everything": with_argument(asked=""),
        "secretariat.keep_filter: of this name": has_the_filter,
        "secretariat.keep_filter: ten already": has_ten_filters,
        "reader.make_calendar_address: has one": has_an_address,
        "reader.ask_erasure: asked already": asked_already,
        "reader.ask_erasure: holds an office": holds_an_office,
        "reader.ask_erasure: has a draft": has_a_draft,
        "reader.record_erasure: asked already": asked_already,
        "reader.record_erasure: holds an office": holds_an_office,
        "reader.record_erasure: has a draft": has_a_draft,
        "reader.record_erasure: one's own": lambda scene: scene.people.update(
            reader=scene.officer
        ),
        "reader.record_erasure: day to come": lambda scene: scene.changes.update(
            asked_on=in_a_week()
        ),
        "reader.record_erasure: no reason": with_argument(reason=" "),
        "reader.record_erasure: removed already": removed_already,
        "secretariat.appoint: holds it already": with_made(
            "person", lambda scene: scene.officer
        ),
        "staff_term.end: before it began": with_argument(last=date(2000, 1, 1)),
        "staff_term.end: longer than it was": longer,
        "secretariat.change_rule: no reason": with_argument(reason=" "),
        "secretariat.change_rule: from today on": with_made(
            "effective_from", lambda scene: today()
        ),
        "secretariat.change_rule: decided already": decided_already,
    },
)
