"""A report is made in a language whose sentences are complete, and begins with no invention."""

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from gmp_portal.reference.choices import Priority
from gmp_portal.workflow import RuleRefusedError
from partners.models import Kind
from reporting.actions import reports
from reporting.assembly import languages, mastheads
from reporting.forms.reports import AssembleForm, BeginForm
from reporting.models import AreaReport, Report, ReportedActivity
from tests.factories.meetings import MeetingFactory
from tests.factories.reference import CountryFactory
from tests.factories.reporting import AreaReportFactory, draft_report

pytestmark = pytest.mark.django_db

ASSEMBLY = Path(__file__).parents[2] / "reporting" / "assembly"
WRITTEN_IN = ("chapters", "area_sections", "annexes", "proposals")
INCOMPLETE = [code for code, _name in settings.LANGUAGES if code not in languages.COMPLETE]
TODAY = date(2026, 3, 2)


def sentences():
    """Every sentence and every choice that an assembled report can print."""
    for name in WRITTEN_IN:
        tree = ast.parse((ASSEMBLY / f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
                "_",
                "ngettext",
            ):
                yield node.args[0].value
    with translation.override("en"):
        rating = AreaReport._meta.get_field("rating").choices
        state = ReportedActivity._meta.get_field("state").choices
        yield from map(str, [*Kind.labels, *Priority.labels])
        yield from (str(label) for _value, label in [*rating, *state])


def missing(code):
    printed = list(sentences())
    with translation.override(code):
        return [english for english in printed if gettext(english) == english]


@pytest.mark.parametrize("code", [code for code in languages.COMPLETE if code != "en"])
def test_every_sentence_is_there_in_a_language_that_is_offered(code):
    assert missing(code) == []


@pytest.mark.parametrize("code", INCOMPLETE)
def test_a_language_that_is_complete_is_offered(code):
    assert missing(code)


@pytest.mark.parametrize("code", INCOMPLETE)
def test_a_language_without_its_sentences_cannot_be_chosen(code, secretariat):
    cycle = AreaReportFactory.create(state="accepted").cycle
    masthead = mastheads.beginning(Report.Kind.BIENNIAL, code, today=TODAY)

    with pytest.raises(RuleRefusedError) as refusal:
        reports.assemble(cycle, masthead, as_of=TODAY, by=secretariat)

    assert refusal.value.clause == "B7-4"
    assert not Report.objects.exists()


@pytest.mark.parametrize("code", INCOMPLETE)
def test_the_form_says_why_a_language_cannot_be_chosen(code):
    form = AssembleForm({"language": code})

    assert "one language throughout" in str(form.errors["language"])
    assert f'value="{code}"' not in str(AssembleForm()["language"])
    assert f'value="{code}"' not in str(BeginForm()["language"])


def test_a_report_in_such_a_language_stays_readable(secretariat, as_user):
    report = draft_report(secretariat, language="fr")

    answer = as_user(secretariat).get(report.get_absolute_url())

    assert report.language == "fr"
    assert answer.status_code == 200


@pytest.mark.parametrize("kind", [kind for kind in Report.Kind if kind != Report.Kind.PAST])
@pytest.mark.parametrize("code", languages.COMPLETE)
def test_nothing_on_a_first_page_is_invented(kind, code):
    masthead = mastheads.beginning(kind, code, today=TODAY)

    invented = (
        masthead.symbol,
        masthead.session,
        masthead.place_and_dates,
        masthead.place_note,
        masthead.agenda_item,
        masthead.agenda_note,
        masthead.agenda_title,
        masthead.job_number,
        masthead.issued_on,
    )
    assert not any(invented)
    assert "Example" not in masthead.title
    assert "示例" not in masthead.title


def test_the_next_meeting_of_the_advisory_group_is_known():
    coming = timezone.now().date() + timedelta(days=40)
    MeetingFactory(
        convened=True, body__pag=True, starts_on=coming, ends_on=None, title="PAG 15"
    )

    masthead = mastheads.beginning(Report.Kind.PAG, "en", today=timezone.now().date())

    assert masthead.session == "PAG 15"
    assert str(coming.year) in masthead.place_and_dates


@pytest.mark.parametrize(("code", "country"), [("en", "Kenya"), ("zh-hans", "肯尼亚")])
def test_where_the_group_meets_is_said_in_the_language_of_the_document(code, country):
    MeetingFactory(
        convened=True,
        body__pag=True,
        starts_on=TODAY + timedelta(days=40),
        ends_on=None,
        place="",
        country=CountryFactory(iso2="KE"),
    )

    with translation.override("fr"):
        masthead = mastheads.beginning(Report.Kind.PAG, code, today=TODAY)

    assert country in masthead.place_and_dates


@pytest.mark.parametrize(("demo", "has_example"), [(True, True), (False, False)])
def test_example_values_stand_in_the_demonstration_only(
    settings, demo, has_example, secretariat, as_user
):
    settings.DEMO = demo

    page = as_user(secretariat).get(reverse("reporting:report_assemble")).content.decode()

    assert ("Example City" in page) is has_example
    assert ("K2600099 (Example)" in page) is has_example
