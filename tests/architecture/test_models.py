"""The shape of the code: life cycles that can be walked, and keys that point downwards."""

import pytest
from django.apps import apps
from django.db import models

from gmp_portal.accounts.models import User
from gmp_portal.workflow import Stateful

# The layers of apps, lowest first; apps of one layer do not know each other.
LAYERS = (
    {"reference", "rulebook"},
    {"accounts"},
    {"ui"},
    {"ledger"},
    {"jobs"},
    {"documents", "notifications"},
    {"incoming"},
    {"partners"},
    {"meetings"},
    {"areas"},
    {"advisory_group"},
    {"reporting"},
    {"website"},
)
HEIGHT = {app: height for height, layer in enumerate(LAYERS) for app in layer}
OURS = [model for model in apps.get_models() if model._meta.app_label in HEIGHT]
STATEFUL = [model for model in OURS if issubclass(model, Stateful)]


@pytest.mark.parametrize("model", STATEFUL, ids=lambda model: model._meta.label)
def test_every_status_has_its_row_of_transitions(model):
    assert set(model.TRANSITIONS) == set(model.Status.values)


# What reports tell of begins as such and stays so; what a partner begins goes its own way.
ALSO_FIRST = {"areas.Activity": "draft"}


@pytest.mark.parametrize("model", STATEFUL, ids=lambda model: model._meta.label)
def test_every_status_can_be_reached_from_the_first(model):
    first = {str(model._meta.get_field("status").get_default())}
    first |= {ALSO_FIRST[label] for label in ALSO_FIRST if label == model._meta.label}
    reached, waiting = set(first), [*first]
    while waiting:
        for target in model.TRANSITIONS[waiting.pop()]:
            if str(target) not in reached:
                reached.add(str(target))
                waiting.append(str(target))

    assert reached == set(model.Status.values)


@pytest.mark.parametrize("model", STATEFUL, ids=lambda model: model._meta.label)
def test_the_database_knows_every_status(model):
    conditions = " ".join(
        str(constraint.condition)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    )

    assert all(f"'{status}'" in conditions for status in model.Status.values)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_to_lower_layers(model):
    own = model._meta.app_label
    upwards = [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and field.related_model._meta.app_label in HEIGHT
        and field.related_model._meta.app_label != own
        and HEIGHT[field.related_model._meta.app_label] >= HEIGHT[own]
    ]

    assert upwards == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_nothing_of_ours_goes_when_a_person_goes(model):
    cascades = [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and field.related_model is User
        and field.remote_field.on_delete is models.CASCADE
        and model._meta.app_label != "accounts"
    ]

    assert cascades == []
