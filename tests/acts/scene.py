"""What a scene is, and what can be seen of it before and after an act."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import days
from gmp_portal.jobs.models import Job
from gmp_portal.ledger.models import Entry
from gmp_portal.notifications.models import Message
from gmp_portal.website.demo.sessions import as_before
from gmp_portal.workflow import Stateful
from tests.factories.accounts import SecretariatTermFactory, UserFactory
from tests.tracing import untraced

REASON = "Example reason."
VISITOR = "visitor"
PAST = days(date(2020, 1, 1), date(2021, 1, 1))
STATEFUL = [model for model in apps.get_models() if issubclass(model, Stateful)]


@dataclass
class Scene:
    """A record in a state, the people around it by their roles, and other records by name."""

    record: Any
    people: dict[str, User]
    others: dict[str, Any] = field(default_factory=dict)
    # What a guard's scene changes in the arguments of the act, or who acts.
    changes: dict[str, Any] = field(default_factory=dict)
    by: str = ""
    subject: str = field(init=False, default="")

    def __post_init__(self) -> None:
        """Remember the subject: an act may delete the record."""
        if self.record is not None:
            self.subject = ledger.subject_of(self.record)

    def __getattr__(self, name: str) -> Any:
        """People and other records by their names."""
        if name.startswith("__") or name in {"people", "others"}:
            raise AttributeError(name)
        return self.people[name] if name in self.people else self.others[name]

    def role_of(self, person: User) -> str:
        """The role of somebody; the address of whoever should not be here at all."""
        roles = [role for role, other in self.people.items() if other == person]
        return roles[0] if roles else str(getattr(person, "email", person))

    def actor(self, role: str) -> Any:
        return AnonymousUser() if role == VISITOR else self.people[role]


@dataclass(frozen=True)
class Call:
    """How an act is called: the function, its first arguments and the named ones."""

    function: Callable[..., Any]
    named: Callable[[Scene], dict[str, Any]] = lambda _scene: {}
    first: Callable[[Scene], tuple[Any, ...]] = lambda scene: (scene.record,)
    names_actor: bool = True

    def prepare(self, scene: Scene) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Make the arguments, which may write records of their own."""
        return self.first(scene), self.named(scene) | scene.changes

    def run(self, arguments: tuple[tuple[Any, ...], dict[str, Any]], by: Any) -> Any:
        first, named = arguments
        return self.function(*first, **named | {"by": by} if self.names_actor else named)


@dataclass(frozen=True)
class Scenes:
    """What the scenes of one app know: nouns, calls, guards and odd permissions."""

    permissions: Any
    nouns: dict[str, Callable[[str], Scene]]
    calls: dict[str, Call]
    guards: dict[str, Callable[[Scene], None]]
    asks: dict[str, Callable[[User, Scene], bool]] = field(default_factory=dict)
    conflicts: tuple[type[Exception], ...] = ()
    # What the columns of the table cannot say: questions that are answered with True.
    afterwards: dict[str, Callable[[Scene, Any], bool]] = field(default_factory=dict)


def officers() -> dict[str, User]:
    """The secretariat, with those who belong to it no more, or never did."""
    people = {
        "officer": UserFactory.create(officer=True, office__role="officer"),
        "second_officer": UserFactory.create(officer=True, office__role="officer"),
        "head": UserFactory.create(officer=True, office__role="head"),
        "admin": UserFactory.create(officer=True, office__role="admin"),
        "former_officer": UserFactory.create(),
        "stranger": UserFactory.create(),
    }
    SecretariatTermFactory.create(person=people["former_officer"], period=PAST)
    return people


def lacking(**changes):
    """A guard: the record without something."""

    def change(scene):
        with as_before(type(scene.record)):
            type(scene.record).objects.filter(pk=scene.record.pk).update(**changes)

    return change


def with_argument(**changes):
    """A guard: the act with other arguments."""
    return lambda scene: scene.changes.update(changes)


def with_made(name, make):
    """A guard: the act with an argument that needs the scene."""
    return lambda scene: scene.changes.update({name: make(scene)})


@dataclass(frozen=True)
class Seen:
    """Everything an act may change, as it stands at one moment."""

    statuses: dict[tuple[str, str], str]
    entries: frozenset[str]
    messages: frozenset[str]
    rights: frozenset[str]
    jobs: frozenset[str]


@cache
def _everything() -> str:
    """One statement that reads all of it, for it is read twice in every case."""
    quote = connection.ops.quote_name
    statuses = [
        f"SELECT '{model._meta.label_lower}', {quote(model._meta.pk.column)}::text,"  # noqa: S608
        f" status::text FROM {quote(model._meta.db_table)}"
        for model in STATEFUL
    ]
    others = [
        "SELECT 'entry', seq::text, '' FROM ledger_entry",
        "SELECT 'message', id::text, '' FROM notifications_message",
        "SELECT 'right', concat_ws(':', codename, user_id, object_pk), ''"
        " FROM guardian_userobjectpermission JOIN auth_permission"
        " ON auth_permission.id = permission_id",
        "SELECT 'job', id::text, '' FROM jobs_job WHERE kind <> 'notifications.send'",
    ]
    return " UNION ALL ".join(statuses + others)


@untraced
def look() -> Seen:
    """Read statuses, ledger, mails, rights and jobs."""
    with connection.cursor() as cursor:
        cursor.execute(_everything())
        rows = cursor.fetchall()
    kinds = defaultdict(set)
    for what, key, _status in rows:
        kinds[what].add(key)
    return Seen(
        statuses={(what, key): status for what, key, status in rows if "." in what},
        entries=frozenset(kinds["entry"]),
        messages=frozenset(kinds["message"]),
        rights=frozenset(kinds["right"]),
        jobs=frozenset(kinds["job"]),
    )


def entries_since(before: Seen) -> list[Entry]:
    return list(Entry.objects.exclude(seq__in=before.entries).select_related("actor"))


def mails_since(before: Seen, scene: Scene) -> "Counter[tuple[str, str]]":
    """Template and role of the reader of every new mail."""
    new = Message.objects.exclude(pk__in=before.messages).select_related("recipient")
    return Counter((mail.template, scene.role_of(mail.recipient)) for mail in new)


def jobs_since(before: Seen) -> list[str]:
    """The kinds of the new jobs, without those that send mails."""
    new = Job.objects.exclude(pk__in=before.jobs).exclude(kind="notifications.send")
    return sorted(new.values_list("kind", flat=True))


def subject_of(scene: Scene, name: str, result: Any) -> str:
    """The subject of an entry: the record, what the act gave back, or another by name."""
    if name == "record":
        return scene.subject
    record = result if name == "result" else scene.others[name]
    return ledger.subject_of(record(scene) if callable(record) else record)
