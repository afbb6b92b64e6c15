"""Whoever had an entry open that a co-lead removed reads who did it, and when (B4-2, C4)."""

import pytest
from django.urls import reverse

from areas.actions import rows
from areas.forms.row_kinds import KINDS
from areas.reading import removed
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory, PlanFactory, lead_of
from tests.not_now import told_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    area = AreaFactory.create()
    return PlanFactory.create(area=area, started_by=lead_of(area), complete=True)


@pytest.fixture
def other(plan):
    return lead_of(plan.area, interim=True)


def gone(plan, kind, *, by):
    row = KINDS[kind].model.objects.first()
    pk = row.pk
    rows.remove(plan, row, by=by)
    return pk


def url_of(plan, kind, pk, name="row_change"):
    return reverse(f"areas:{name}", args=[plan.area.slug, plan.number, kind, pk])


@pytest.mark.parametrize("kind", ["actions", "milestones"])
def test_whoever_typed_in_it_reads_who_removed_it(as_user, plan, other, kind):
    pk = gone(plan, kind, by=other)

    answer = as_user(plan.started_by).post(
        url_of(plan, kind, pk), {"title": "My words", "description": "Typed for long."}
    )

    status, address, [said], clause = told_by(answer)
    assert (status, clause) == (409, "B4-2")
    assert said.startswith(f"{other.name} removed this entry meanwhile, on ")
    assert address.endswith("#actions" if kind == "actions" else "#efforts")
    assert "Typed for long." in answer.content.decode()


def test_once_it_is_back_the_words_can_be_put_in(as_user, plan, other):
    pk = gone(plan, "actions", by=other)
    rows.bring_back(plan, removed.find(plan, KINDS["actions"], pk), by=other)

    answer = as_user(plan.started_by).get(url_of(plan, "actions", pk))

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("name", "sent"),
    [("row_change", None), ("row_remove", None), ("row_move", {"up": "up"})],
)
def test_whoever_comes_later_is_led_to_the_section(as_user, plan, other, name, sent):
    pk, client = gone(plan, "actions", by=other), as_user(plan.started_by)
    url = url_of(plan, "actions", pk, name)

    answer = client.post(url, sent, follow=True) if sent else client.get(url, follow=True)

    status, _address, [said], _clause = told_by(answer)
    assert status == 302
    assert "It can be brought back in its section" in said


def test_a_page_that_saves_itself_hears_the_same(as_user, plan, other):
    pk = gone(plan, "actions", by=other)
    url = reverse("writing:revision_list", args=["areas.row", f"actions-{pk}"])

    answer = as_user(plan.started_by).get(url, headers={"Accept": "application/json"})

    assert answer.status_code == 409
    assert f"{other.name} removed this entry" in answer.json()["refusals"][0]


def test_others_hear_nothing_of_it(as_user, plan, other):
    pk = gone(plan, "actions", by=other)
    client = as_user(UserFactory.create())
    history = reverse("writing:revision_list", args=["areas.row", f"actions-{pk}"])

    assert client.get(url_of(plan, "actions", pk)).status_code == 404
    assert client.get(history).status_code == 404


def test_what_never_was_there_is_not_found(as_user, plan):
    client = as_user(plan.started_by)
    history = reverse("writing:revision_list", args=["areas.row", "actions-987654321"])

    assert client.get(url_of(plan, "actions", 987654321)).status_code == 404
    assert client.get(history).status_code == 404


def test_a_lead_reads_that_the_secretariat_removed_it(as_user, plan, secretariat):
    pk = gone(plan, "actions", by=secretariat)
    section = reverse("areas:section_edit", args=[plan.area.slug, plan.number, "III"])

    client = as_user(plan.started_by)
    answer = client.post(url_of(plan, "actions", pk), {"title": "My words"})
    page = client.get(section).content.decode()

    _status, _address, [said], _clause = told_by(answer)
    assert said.startswith("The secretariat removed this entry meanwhile, on ")
    assert " UTC. It can be brought back" in said
    assert "Removed by the secretariat on" in page
