"""What the tests of typed texts do in a page, what they ask it, and the drafts they write on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Error, Locator, Page, expect

from areas.models import PlanVersion
from gmp_portal.accounts.models import User
from gmp_portal.meetings.models import ReportSection
from partners.forms.letter_answers import name_of
from partners.models import LetterOfIntent, Question
from reporting.models import AreaReport, ProgressReport
from tests.factories.accounts import UserFactory, code_of, with_second_factor
from tests.factories.areas import PlanFactory, lead_of
from tests.factories.meetings import ReportSectionFactory
from tests.factories.partners import LetterFactory, RepresentativeFactory
from tests.factories.reporting import AreaReportFactory, ProgressReportFactory
from tests.processes import wait_for

PASSWORD = "a long sentence with mercury"
SECRET = auth.generate_totp_secret()
WORDS = "A sentence that nobody may lose."


def write(page: Page, url: str, name: str = "contribution") -> None:
    """Open the page, wait until it keeps copies, and type."""
    page.goto(url)
    expect(page.locator("form[data-kept]")).to_be_visible()
    page.fill(f"[name={name}]", WORDS)


def state(page: Page) -> Locator:
    return page.locator("form[data-kept] .save-state")


def until(page: Page, expression: str) -> None:
    """Ask the page again and again; its content policy lets no string wait in it."""

    def holds() -> bool:
        # A page that is being left cannot be asked; the next one can.
        with suppress(Error):
            return bool(page.evaluate(expression))
        return False

    assert wait_for(holds, 20), expression


def copies(page: Page) -> list[str]:
    """The keys of what this browser keeps; a page that is being left is asked once it is there."""
    keys = "Object.keys(localStorage).filter((key) => key.startsWith('draft:'))"
    until(page, "Boolean(localStorage)")
    kept: list[str] = page.evaluate(keys)
    return kept


def session_of(user: User) -> dict[str, str]:
    client = Client()
    client.force_login(with_second_factor(user))
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value}


def give_password(user: User) -> None:
    """From now on this person can sign in by hand, with a password and a code."""
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    auth.TOTP.activate(user, SECRET)


def enter(page: Page, user: User) -> None:
    """Go through the pages that sign in."""
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    code = code_of(SECRET)
    page.locator("[name=code]").fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()


@contextmanager
def unreachable() -> Iterator[None]:
    """PostgreSQL lets nobody into this database but the test that is connected already.

    Whoever else is connected is put out, but not PostgreSQL's own work, such as autovacuum, which
    no role of the tests may end. The databases of other tests stay as they are.
    """
    name = connection.ops.quote_name(str(connection.settings_dict["NAME"]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), pg_backend_pid()")
        mine = cursor.fetchone()
    # From another database: nobody may close the one that he or she is in.
    with connection._nodb_cursor() as server:
        try:
            server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = %s AND pid <> %s AND backend_type = 'client backend'",
                mine,
            )
            yield
        finally:
            server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


class Draft(NamedTuple):
    """Somebody's draft: its form, the field that is typed in, and what is stored there."""

    writer: User
    url: str
    name: str
    stored: Callable[[], str]


def letter() -> Draft:
    """The commitment of a letter."""
    letter = LetterFactory.create()
    url = reverse("partners:letter_part", args=[letter.key, "commitment"])

    def stored() -> str:
        return str(LetterOfIntent.objects.get(pk=letter.pk).contribution)

    return Draft(letter.sender, url, "contribution", stored)


def section() -> Draft:
    """A section of a plan."""
    plan = PlanFactory.create(status="draft")
    url = reverse("areas:section_edit", args=[plan.area.slug, plan.number, "I"])

    def stored() -> str:
        texts = PlanVersion.objects.get(pk=plan.pk).text_by_section
        return texts["I"].text if "I" in texts else ""

    return Draft(lead_of(plan.area), url, "text", stored)


def answers() -> Draft:
    """The first answer to the questions of UNEP on a letter; two buttons, no autosave."""
    letter = LetterFactory.create(asked=True)
    url = reverse("partners:letter_answer", args=[letter.key])

    def first() -> Question:
        open_request = LetterOfIntent.objects.get(pk=letter.pk).open_request
        assert open_request
        return open_request.questions.all()[0]

    return Draft(letter.sender, url, name_of(first()), lambda: str(first().answer))


def progress_report() -> Draft:
    """The report of a partner."""
    report = ProgressReportFactory.create()
    writer = RepresentativeFactory.create(partner=report.partner).person
    url = reverse("reporting:progress_edit", args=[report.pk])

    def stored() -> str:
        return str(ProgressReport.objects.get(pk=report.pk).lessons)

    return Draft(writer, url, "lessons", stored)


def area_report() -> Draft:
    """The report of an area."""
    report = AreaReportFactory.create(cycle__not_due=True)
    url = reverse("reporting:area_report_edit", args=[report.pk])

    def stored() -> str:
        return str(AreaReport.objects.get(pk=report.pk).highlights)

    return Draft(lead_of(report.area), url, "highlights", stored)


def meeting_report() -> Draft:
    """The report of a meeting, with one section."""
    heading = ReportSectionFactory.create()
    url = reverse("meetings:report_edit", args=[heading.report.meeting.slug])

    def stored() -> str:
        return ReportSection.objects.get(pk=heading.pk).text

    writer = UserFactory.create(officer=True)
    return Draft(writer, url, f"section_{heading.pk}", stored)
