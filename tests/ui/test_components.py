"""What a component leaves around itself on the page."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.template import Context, Template
from django.urls import reverse
from django.utils import timezone

from gmp_portal import rulebook
from gmp_portal.ui import components
from gmp_portal.ui.tags.boxes import clause
from gmp_portal.ui.worklist import Task

MOMENT = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("UTC", "1 March 2026, 23:30 UTC."),
        ("America/New_York", "1 March 2026, 18:30 (America/New York; 23:30 UTC)."),
        ("Asia/Tokyo", "2 March 2026, 08:30 (Asia/Tokyo; 1 March 2026, 23:30 UTC)."),
    ],
)
def test_no_line_breaks_between_a_moment_and_its_full_stop(zone, text):
    template = Template("{% load ui %}{% localtime_utc moment %}.")

    with timezone.override(zone):
        page = template.render(Context({"moment": MOMENT}))

    assert " ".join(re.sub(r"<[^>]*>", "", page).split()) == text


def test_a_button_is_a_form_that_is_sent_with_its_token():
    template = Template(
        "{% load ui %}{% button 'Move up' '/move/' name='way' value='up' style='quiet' %}"
    )

    form = template.render(Context({"csrf_token": "sample"}))

    assert '<form method="post" action="/move/">' in form
    assert '<input type="hidden" name="csrfmiddlewaretoken" value="sample">' in form
    assert 'class="btn btn-quiet"' in form
    assert 'name="way" value="up"' in form


def test_a_form_is_sent_or_left_by_name_or_address():
    template = Template(
        "{% load ui %}{% form_actions 'Assemble' 'reporting:report_list' %}"
        "{% form_actions 'Discard' '/back/' style='danger' %}"
    )

    links = template.render(Context())

    assert f'href="{reverse("reporting:report_list")}">Cancel</a>' in links
    assert 'href="/back/">Cancel</a>' in links
    assert 'class="btn btn-danger">Discard</button>' in links


def test_colours_are_given_to_statuses_that_some_record_has():
    statuses = {
        code
        for model in apps.get_models()
        for field in model._meta.fields
        if field.name == "status"
        for code, _label in field.flatchoices
    }

    assert sorted(components.TONE_OF.keys() - statuses) == []


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("moment", [MOMENT, datetime(2026, 3, 1, 0, 30, tzinfo=UTC)])
def test_a_task_is_overdue_on_the_same_day_for_everybody(zone, moment):
    """The page of one's own work sorts by the day in UTC; the marks say the same."""
    template = Template("{% load ui %}{% task_list tasks %}")
    tasks = [Task("Today", "/t/", date(2026, 3, 1)), Task("Late", "/l/", date(2026, 2, 28))]

    with timezone.override(zone), time_machine.travel(moment, tick=False):
        late = template.render(Context({"tasks": tasks[1:]}))
        in_time = template.render(Context({"tasks": tasks[:1]}))

    assert "Overdue" in late
    assert "Due soon" in in_time


@pytest.mark.parametrize("clause_id", ["A1-2e", "A1-2c-6", "R-07"])
def test_a_clause_is_quoted_and_found_as_the_rule_book_says(clause_id):
    cited = rulebook.clause(clause_id)

    page = clause(clause_id)

    assert f'href="{cited.url}"' in page
    assert cited.number_label in page


def test_a_refusal_is_read_although_the_rule_book_does_not_know_its_clause():
    assert clause("Z-<1") == "Z-&lt;1"


SAVING = [
    path
    for path in sorted(TEMPLATES.rglob("*.html"))
    if "{% field_state" in (text := path.read_text()) and "actions sticky" in text
]


@pytest.mark.parametrize("path", SAVING, ids=lambda path: path.stem)
def test_whether_it_is_saved_stands_beside_the_buttons_that_stay_in_sight(path):
    text = path.read_text()

    bar = text[text.index("actions sticky") :].partition("</div>")[0]

    assert "{% field_state" in bar
