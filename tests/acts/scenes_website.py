"""How terms in the secretariat and working rules are arranged, and how their acts are called."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from gmp_portal.accounts.models.terms import days, today
from gmp_portal.jobs import enqueue
from gmp_portal.jobs.models import Job
from gmp_portal.website import permissions
from gmp_portal.website.actions import calendar_addresses, jobs, rules, staff
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
    people = {
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


def has_an_address(scene):
    calendar_addresses.make(by=scene.reader)


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
        "job": job,
    },
    calls={
        "reader.make_calendar_address": Call(
            calendar_addresses.make, first=lambda scene: ()
        ),
        "calendar_address.renew": Call(calendar_addresses.renew),
        "calendar_address.revoke": Call(calendar_addresses.revoke),
        "secretariat.appoint": Call(staff.appoint, office, first=lambda scene: ()),
        "secretariat.change_rule": Call(rules.set_value, a_value, first=lambda scene: ()),
        "staff_term.end": Call(
            staff.end, lambda scene: {"last": date(2026, 1, 1), "reason": REASON}
        ),
        "job.retry": Call(jobs.retry),
    },
    guards={
        "reader.make_calendar_address: has one": has_an_address,
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
