"""Who asks: the sample logins as browsers, with what the demonstration lacks added."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client, override_settings
from django.utils import timezone

from areas.models import PartnershipArea
from gmp_portal import incoming
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.documents import files
from gmp_portal.exchange.tables.rows import Row, TableRows
from gmp_portal.incoming.models import IncomingMail, State, Why
from gmp_portal.meetings.actions import decisions, meetings, reports
from gmp_portal.meetings.models import Body, MeetingReport
from gmp_portal.notifications.models import Message
from gmp_portal.website.demo import sessions
from gmp_portal.writing import unsent
from partners.actions import imports, introductions, invitations, letters
from partners.models import LetterOfIntent, Partner
from partners.reading.imports import answering
from reporting.actions import area_reports, imported_texts
from reporting.models import ReportingCycle
from reporting.session_documents import parser
from tests.factories.meetings import MeetingReportFactory, ReportSectionFactory
from tests.factories.partners import mailed_answer

ANONYMOUS = "anonymous"
LOGINS = (
    "plain.person",
    "visitor-turned-applicant",
    "focal.point",
    "other.focal.point",
    "area.lead",
    "other.area.lead",
    "pag.member",
    "pag.chair",
    "observer",
    "secretariat",
    "admin",
)
ROLES = (ANONYMOUS, *LOGINS)
# Looks at the portal through the eyes of others.
HEAD = "head.of.branch"
PDF = b"%PDF-1.4\n%%EOF\n"
WRITES = ("INSERT", "UPDATE", "DELETE", "TRUNCATE", "ALTER", "CREATE", "DROP")
# Sessions, and counters that slow down guessing at the login; nothing in them is a record.
NO_RECORD = ('"django_session"', '"portal_cache"')


class World:
    """The demonstration and a browser for each role."""

    def __init__(self) -> None:
        people = {user.email: user for user in User.objects.all()}
        self.people = {
            key: people[f"{key}@example.org"] for key in (*LOGINS, "second.officer", HEAD)
        }
        self.clients = {ANONYMOUS: _browser(None)} | {
            key: _browser(self.people[key]) for key in (*LOGINS, HEAD)
        }
        self.answers: dict[tuple[str, str], Answer] = {}
        self.walks: dict[tuple[str, str], Any] = {}

    @classmethod
    def of_the_demonstration(cls) -> "World":
        User.objects.create_user(email="plain.person@example.org", name="Paula Sample")
        world = cls()
        _add_what_is_missing(world.people)
        return world

    def call(
        self,
        role: str,
        url: str,
        method: str = "get",
        data: Any = None,
        before_undone: Callable[[], None] = lambda: None,
        **extra: Any,
    ) -> "Answer":
        """Ask as this role; whatever the request wrote is noted, shown, and undone."""
        client = self.clients[role]
        with transaction.atomic(), noting_writes() as writes:
            if method == "get":
                response = client.get(url, **extra)
            else:
                response = getattr(client, method)(url, data or {}, **extra)
            content = _read(response)
            before_undone()
            transaction.set_rollback(True)
        return Answer(response, content, writes)

    def asked(self, role: str, url: str) -> "Answer":
        """What this role gets there; asked once for all tests, and refused in whatever words.

        Only for walks through the demonstration as it was loaded.
        """
        if (role, url) not in self.answers:
            self.answers[role, url] = self.call(role, url)
        return self.answers[role, url]

    def page(self, role: str, url: str) -> str:
        """The page as this role reads it, empty if it may not; asked once for all tests."""
        answer = self.asked(role, url)
        return answer.text if answer.status == 200 and answer.is_html else ""


@dataclass
class Answer:
    """What came back, and which statements wrote something."""

    response: HttpResponseBase
    content: bytes
    writes: list[str]

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def is_html(self) -> bool:
        return "text/html" in self.response.headers.get("Content-Type", "")

    @property
    def location(self) -> str:
        return self.response.headers.get("Location", "")

    @property
    def text(self) -> str:
        return self.content.decode(errors="replace")

    @property
    def cause(self) -> str:
        """What broke, for the sentence of a failing test."""
        found = getattr(self.response, "exc_info", None)
        return repr(found[1]) if found else ""


def _read(response: Any) -> bytes:
    """Read a file to its end, as a browser does; only then its connection is let go."""
    if response.streaming:
        return b"".join(response.streaming_content)
    return bytes(response.content)


@contextmanager
def noting_writes() -> Iterator[list[str]]:
    """Every statement that writes, as it reaches the database."""
    writes: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES) and not any(
            name in sql for name in NO_RECORD
        ):
            writes.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield writes


@contextmanager
def plain_refusals() -> Iterator[None]:
    """Refuse in a word while thousands of refusals are collected; the status is the same."""
    words = {f"{status}.html": str(status) for status in (403, 404, 409)}
    options = settings.TEMPLATES[0]["OPTIONS"] | {
        "loaders": [
            ("django.template.loaders.locmem.Loader", words),
            (
                "django.template.loaders.cached.Loader",
                [
                    "django.template.loaders.filesystem.Loader",
                    "django.template.loaders.app_directories.Loader",
                ],
            ),
        ]
    }
    engine = settings.TEMPLATES[0] | {"APP_DIRS": False, "OPTIONS": options}
    with override_settings(TEMPLATES=[engine]):
        yield


class Browser(Client):
    """A browser that keeps its first cookies, and no copies of templates and contexts.

    Whatever an answer does to the session is undone with the request.
    """

    def request(self, **request: Any) -> HttpResponseBase:
        got_request_exception.connect(self.store_exc_info, dispatch_uid="browser")
        try:
            response = self.handler(self._base_environ(**request))
        finally:
            got_request_exception.disconnect(dispatch_uid="browser")
        response.exc_info, self.exc_info = self.exc_info, None
        return response


def _browser(user: User | None) -> Browser:
    client = Browser()
    if user is not None:
        # With an authenticator app no office sends anybody to set one up first.
        Authenticator.objects.create(
            user=user, type=Authenticator.Type.TOTP, data={"secret": "sample"}
        )
        client.force_login(user)
    return client


def _add_what_is_missing(people: dict[str, User]) -> None:
    """Drafts of everything that the demonstration shows only in later states."""
    officer, sender = people["secretariat"], people["visitor-turned-applicant"]
    group = Body.objects.get(kind=Body.Kind.ADVISORY_GROUP)
    in_a_month = today() + timedelta(days=30)
    meetings.plan(
        group, starts_on=in_a_month, title="Secret planned Example meeting", by=officer
    )
    decisions.draft(
        group, title="Secret drafted Example decision", text="Nobody knows.", by=officer
    )
    draft = LetterOfIntent.objects.get(sender=sender, status="draft")
    letters.attach(
        draft,
        files.store(
            PDF, name="proof.pdf", media_type="application/pdf", policy="letter_original"
        ),
        by=sender,
    )
    _reported(group, officer)
    unsent.keep(
        "sample0001-1-a",
        by=officer,
        form="/sample/:0",
        page="/framework/rules/R-07/",
        action="/framework/rules/R-07/",
        fields={"text": ["Secret typed and not sent."]},
    )
    _imported(officer)
    _mail_that_waits(people["focal.point"])
    _partner_tables(officer)
    _people_to_come(people["focal.point"])
    asked = LetterOfIntent.objects.filter(status="info_requested").order_by("pk")[0]
    mailed_answer(asked, "Secret answer that is not sent on.")
    cycle = ReportingCycle.objects.taking_reports().order_by("-pk")[0]
    area_reports.start(
        cycle, PartnershipArea.objects.get(slug="asgm"), by=people["area.lead"]
    )


def _people_to_come(person: User) -> None:
    """Somebody is invited to work for a partner, and the partner introduces others."""
    partner = Partner.objects.represented_by(person).order_by("pk")[0]
    email = "secret.colleague@example.net"
    invitations.send(partner, email=email, role="contributor", language="en", by=person)
    introductions.make(partner, by=person)


def _mail_that_waits(person: User) -> None:
    """A stranger has answered a mail of the portal."""
    incoming.register("sample", _taken)
    answered = Message.objects.filter(recipient=person, is_secret=False)[0]
    IncomingMail.objects.create(
        message_id="<waits@example.org>",
        from_address="stranger@example.net",
        subject="Secret answer of a stranger",
        text="Nobody knows.",
        state=State.HELD,
        why=Why.OTHER_SENDER,
        person=person,
        original=answered,
        purpose="sample",
        key="1",
    )


def _taken(_mail: IncomingMail, _key: str) -> None:
    """Nothing becomes of it."""


def _reported(group: Body, officer: User) -> None:
    """A meeting was held, and its report is being written."""
    meeting = sessions.met(
        group, days_ago=3, title="Example meeting of the week", by=officer
    )
    meetings.hold(meeting, by=officer)
    report = reports.start(meeting, by=officer)
    texts = {
        section.pk: "Secret drafted Example report." for section in report.sections.all()
    }
    reports.save(report, texts, by=officer)
    published = MeetingReportFactory.create(
        meeting__body=group,
        meeting__title="Example meeting with a report",
        adopted=True,
        symbol="SAMPLE.1/9",
        pdf=files.store(
            PDF, name="report.pdf", media_type="application/pdf", policy="meeting_report"
        ),
        status=MeetingReport.Status.PUBLISHED,
        published_at=timezone.now(),
        release_at=timezone.now(),
        release_by=officer,
    )
    ReportSectionFactory.create(report=published)


def _imported(officer: User) -> None:
    """Texts of past documents: one waits, one is settled, one was given up."""
    for name in ("waits", "is settled", "is discarded"):
        source = f"Secret Example title that {name}\n\n1. Secret Example text.\n"
        text = imported_texts.begin(source, name=name, language="en", by=officer)
        if name != "waits":
            read = parser.parse(source, language="en")
            imported_texts.keep_reading(text, read.pieces)
        if name == "is discarded":
            imported_texts.discard(text, version=text.version, by=officer)


def _partner_tables(officer: User) -> None:
    """Tables of partners: one is compared, one waits for somebody, one was given up."""
    said = {"name": "Secret Example Partner", "kind": "ngo", "since": "2020-01-31"}
    row = Row(2, said | {"source": "Secret register"})
    read = TableRows("", (row,), {"name": "A", "kind": "B"})
    for name in ("waits", "is checked", "is discarded"):
        record = imports.begin(read, name=f"Secret table that {name}.csv", by=officer)
        if name != "waits":
            told = answering.answers(record)
            imports.keep_check(record, told)
        if name == "is discarded":
            imports.discard(record, by=officer)
