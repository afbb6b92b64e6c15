"""No form lets its sender set what only an action may set (A19)."""

import importlib
import pkgutil
import re
from types import ModuleType
from typing import Any

import pytest
from django import forms
from django.db import models

PACKAGES = ("gmp_portal", "partners", "areas", "advisory_group", "reporting")
NEVER = re.compile(
    r"(^|_)(status|state|sha256|skeleton|role_id|is_staff|is_superuser|password)$"
    r"|_(by|at)$|^(id|pk|sender|stored_by|owner|frozen|snapshot)$"
)
OWNERS = {
    "partner",
    "area",
    "person",
    "body",
    "meeting",
    "plan",
    "cycle",
    "letter",
    "review",
}
# Reviewed: who fills in the form may choose these, and the action checks the choice.
REVIEWED: dict[str, set[str]] = {
    # When a period ends that somebody opens; the action refuses one that is too short.
    "OpenReviewForm": {"due_at"},
    # The year for which a source shows the partner, which whoever enters it reads there (A1-2e).
    "EnterForm": {"on_record_by"},
    "EditForm": {"on_record_by"},
    # Kept unseen, so that a lead's change of the same row is joined; what comes in is not read.
    "OwnEffortForm": {"partner"},
    # On paper or by e-mail: whoever files a letter reads it off the letter.
    "LetterFilingForm": {"came_by"},
    # The same of somebody who has the own data removed.
    "ErasureRecordForm": {"came_by"},
    "SendForm": {"closes_at"},
    "OpenForm": {"closes_at"},
    "AccommodateForm": {"closes_at"},
    # How far an opportunity or an activity has come is what its author reports.
    "OpportunityForm": {"status"},
    "ActivityForm": {"state"},
    # Not a value but a token: the hash of the text that the meeting had before it.
    "ConsensusForm": {"sha256"},
    # Filters of lists.
    "RegisterFilter": {"status"},
    "JobFilter": {"state"},
    "QueueFilter": {"status"},
    "PlanFilter": {"state"},
    "MailFilter": {"state"},
    "ActivityFilter": {"state"},
    "DonorFilter": {"state"},
    "OpportunityFilter": {"state"},
    "OwnAreaFilter": {"state"},
    # Whom the secretariat invites on whose behalf.
    "InvitationForm": {"partner", "area"},
    # For which of the own partners of the area an activity is begun.
    "BeginForm": {"partner"},
    # Who does or asks for something in a plan: one of the partners of its area.
    "EffortForm": {"partner"},
    "RequestForm": {"partner"},
    "RiskForm": {"partner"},
    # How far an application for funds has come, its lead says.
    "ApplicationForm": {"state"},
    # To whom a lead gives a task; the action takes people of the area only.
    "TaskForm": {"person"},
    # Another area to which a plan is tied.
    "LinkageForm": {"area"},
}


def _modules() -> list[ModuleType]:
    found = []
    for name in PACKAGES:
        package = importlib.import_module(name)
        found += [
            importlib.import_module(module.name)
            for module in pkgutil.walk_packages(package.__path__, f"{name}.")
            if ".forms" in module.name or module.name.endswith(".signup")
        ]
    return found


def _forms() -> list[type[forms.BaseForm]]:
    found = {
        one
        for module in _modules()
        for one in vars(module).values()
        if isinstance(one, type)
        and issubclass(one, forms.BaseForm)
        and one.__module__.startswith(PACKAGES)
    }
    return sorted(found, key=lambda one: f"{one.__module__}.{one.__name__}")


MODEL_FORMS = [
    one for one in _forms() if issubclass(one, forms.BaseModelForm) and one._meta.model
]


def test_there_are_forms_to_look_at() -> None:
    assert len(_forms()) > 30
    assert MODEL_FORMS


@pytest.mark.parametrize("form", _forms(), ids=lambda form: form.__name__)
def test_a_form_asks_for_nothing_that_an_action_sets(form: type[Any]) -> None:
    asked = {name for name in form.base_fields if NEVER.search(name)}

    assert asked - REVIEWED.get(form.__name__, set()) == set()


@pytest.mark.parametrize("form", MODEL_FORMS, ids=lambda form: form.__name__)
def test_a_form_of_a_record_names_its_fields_and_leaves_the_owner_alone(
    form: type[Any],
) -> None:
    options = form._meta
    concrete = {
        field.name
        for field in options.model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
    }
    owners = set(form.base_fields) & OWNERS & concrete

    assert options.fields != forms.ALL_FIELDS
    assert options.fields
    assert not options.exclude
    assert owners - REVIEWED.get(form.__name__, set()) == set()
