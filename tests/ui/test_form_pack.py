"""Every control says what it is, what to write and what is wrong, before the control."""

import re
from functools import partial
from html.parser import HTMLParser

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.forms import Form

from gmp_portal.meetings.forms.decisions import PositionForm
from gmp_portal.ui.forms import PortalFormMixin
from reporting.forms.area_reports import AreaReportForm
from reporting.forms.progress import ContributionForm
from tests.browser.style_page import EffortFormSet, SampleForm


class Page(HTMLParser):
    """The ids of a page, what points at them, and the order of its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.pointers: list[str] = []
        self.controls: list[str] = []
        self.labels: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.pointers += given.get("aria-describedby", "").split()
        if tag == "a" and given.get("href", "").startswith("#"):
            self.pointers.append(given["href"][1:])
        if tag == "label":
            self.labels.append(given["for"])
        if tag in {"input", "select", "textarea"} and given.get("type") != "hidden":
            self.controls.append(given["id"])


def wrong_form() -> Form:
    return SampleForm({"summary": "word " * 30, "hours": "many"})


def test_everything_that_is_pointed_at_exists():
    page = Page(render_crispy_form(wrong_form()))

    assert set(page.pointers) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert sorted(page.labels) == sorted(page.controls)


def test_a_rule_that_is_not_kept_is_shown_with_its_clause_in_the_list_and_at_the_field():
    """N1: the sentence and the clause behind it; what is no rule has none."""
    chip = '<a class="clause" href="/framework/rules/#R-04">'

    html = render_crispy_form(wrong_form())

    assert html.count(chip) == 2
    assert html.count('class="clause"') == 2
    assert html.index(chip) < html.index('id="id_summary_error"') < html.rindex(chip)


def test_label_hint_and_error_come_before_the_control():
    html = render_crispy_form(SampleForm({"hours": "many"}))

    places = [
        html.index(part)
        for part in (
            'for="id_hours"',
            'id="id_hours_helptext"',
            'id="id_hours_error"',
            'name="hours"',
        )
    ]
    assert places == sorted(places)


def test_wrong_control_is_marked_and_described():
    html = render_crispy_form(SampleForm({"hours": "many"}))

    control = re.search(r'<input[^>]*name="hours"[^>]*>', html)
    assert control
    assert 'aria-invalid="true"' in control[0]
    assert 'aria-describedby="id_hours_helptext id_hours_error"' in control[0]


def test_summary_links_every_error_to_its_control():
    html = render_crispy_form(SampleForm({"hours": "many"}))

    assert '<a href="#id_hours">Hours: Write the number alone' in html
    assert '<a href="#id_kind_0">Kind: Choose one.</a>' in html


@pytest.mark.parametrize(
    ("own", "said"),
    [({}, "Why? Fill this in."), ({"required": "Give a reason."}, "Give a reason.")],
)
def test_summary_repeats_a_question_of_which_the_error_says_nothing(own, said):
    class WhyForm(PortalFormMixin, Form):
        why = forms.CharField(label="Why?", error_messages=own)

    html = render_crispy_form(WhyForm({}))

    assert f'<a href="#id_why">{said}</a>' in " ".join(html.split()).replace("> ", ">")


def test_untouched_form_complains_about_nothing():
    assert "There is a problem" not in render_crispy_form(SampleForm())


def test_optional_fields_are_marked_and_required_ones_are_not():
    html = render_crispy_form(SampleForm())

    marked = re.findall(
        r'<label class="form-label"\s+for="(\w+)">\w[^<]*<span class="opt', html
    )
    assert marked == ["id_seat", "id_founded_on", "id_hours", "id_letter"]
    assert " required" not in html


def test_groups_of_choices_have_a_legend():
    html = render_crispy_form(SampleForm())

    assert re.search(r"<fieldset[^>]*>\s*<legend>Kind\s*</legend>", html)


def test_formset_is_rendered_with_its_management_form():
    formset = EffortFormSet(prefix="efforts")
    formset.helper = SampleForm().helper
    formset.helper.layout = None

    html = render_crispy_form(formset)

    assert 'name="efforts-TOTAL_FORMS"' in html
    assert html.count("Title of the effort") == 2


class SometimesForm(PortalFormMixin, forms.Form):
    when_needed = {"reason": "Needed if you object."}

    reason = forms.CharField(required=False, help_text="In your own words.")
    note = forms.CharField(required=False)


def test_what_is_needed_in_some_cases_is_not_called_optional():
    page = render_crispy_form(SometimesForm())

    reason, note = page.split('id="div_id_note"')
    assert "optional" not in reason
    assert "optional" in note
    assert "Needed if you object. In your own words." in reason


@pytest.mark.parametrize(
    ("form", "names"),
    [
        (
            partial(PositionForm, lines=()),
            ["statement", "reason", "acceptable_wording"],
        ),
        (AreaReportForm, ["effectiveness", "rating"]),
        (ContributionForm, ["amount", "currency"]),
    ],
)
def test_fields_that_are_refused_when_empty_say_when_they_are_needed(db, form, names):
    form = form()
    for name in names:
        assert not form.fields[name].mark_optional
        assert form.fields[name].help_text.startswith("Needed")
