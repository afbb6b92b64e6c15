"""Two people change the same entry or frame of a draft: nothing typed is lost (C4, N16)."""

import pytest
from django.urls import reverse

from areas.forms.row_kinds import KINDS
from areas.models import Effort, PriorityAction
from areas.writings import FRAME, ROW, RowOfPlan
from gmp_portal.ui.versions import values_of
from gmp_portal.writing.models import Presence, Revision
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory, PlanFactory, advance, lead_of
from tests.forms import send, token_on

pytestmark = pytest.mark.django_db

MOVABLE = ["objectives", "actions", "efforts", "indicators", "donors"]


@pytest.fixture
def plan():
    area = AreaFactory.create()
    return PlanFactory.create(area=area, started_by=lead_of(area), complete=True)


@pytest.fixture
def first(plan, as_user):
    return as_user(plan.started_by)


@pytest.fixture
def second(plan, as_user):
    return as_user(lead_of(plan.area, interim=True))


def url_of(plan, kind, row, name="row_change"):
    return reverse(f"areas:{name}", args=[plan.area.slug, plan.number, kind, row.pk])


def sent(plan, kind, row, **changes):
    """What the form of this row sends, with some fields typed otherwise."""
    values = values_of([KINDS[kind].form(instance=row, plan=plan)])
    if kind == "efforts":
        # The contact of the example works for nobody in the area.
        values["contact"] = []
    return values | changes


def kept(row, kind="actions"):
    return Revision.objects.of("areas.row", f"{kind}-{row.pk}")


def test_fields_of_a_row_changed_apart_are_joined(plan, first, second):
    row = plan.efforts.get()
    url = url_of(plan, "efforts", row)
    token = token_on(second, url)
    others = sent(plan, "efforts", row, target="50 laboratories", version=token)
    mine = sent(
        plan,
        "efforts",
        row,
        description="Train and equip.",
        action=plan.actions.last().pk,
        version=token,
    )
    first.post(url, others)

    response = second.post(url, mine, follow=True)

    row = Effort.objects.get(pk=row.pk)
    assert (row.target, row.description) == ("50 laboratories", "Train and equip.")
    assert row.action == plan.actions.last()
    said = [str(message) for message in response.context["messages"]]
    assert f"Joined with what {plan.started_by.name} saved meanwhile: Target." in said[-1]


def test_the_same_field_is_shown_with_both_texts(plan, first, second):
    row = plan.actions.first()
    url = url_of(plan, "actions", row)
    token = token_on(second, url)
    first.post(url, sent(plan, "actions", row, title="Their words", version=token))

    response = second.post(url, sent(plan, "actions", row, title="My words", version=token))

    page = response.content.decode()
    assert response.status_code == 409
    assert "Their" in page
    assert response.context["form"]["title"].value() == "My words"
    assert PriorityAction.objects.get(pk=row.pk).title == "Their words"
    assert {"Their words", "My words"} <= {
        revision.values["title"][0] for revision in kept(row)
    }


def test_whoever_chooses_saves_over_the_other_text(plan, first, second):
    row = plan.actions.first()
    url = url_of(plan, "actions", row)
    token = token_on(second, url)
    first.post(url, sent(plan, "actions", row, title="Their words", version=token))
    mine = sent(plan, "actions", row, title="My words", version=token)
    shown = second.post(url, mine).context["form"].shared

    second.post(url, mine | {"version": shown.token, "settle-title": "mine"})

    assert PriorityAction.objects.get(pk=row.pk).title == "My words"


def test_a_row_that_was_removed_meanwhile_gives_back_what_was_typed(plan, second):
    row = plan.actions.first()
    record = RowOfPlan(plan, KINDS["actions"], row)
    row.delete()
    row.pk = record.row.pk = 999_999

    response = second.post(
        url_of(plan, "actions", row),
        {"title": "Typed words", "description": "Typed for long."},
    )

    assert response.status_code == 404
    assert "Typed for long." in response.content.decode()


def test_fields_of_the_frame_changed_apart_are_joined(plan, first, second):
    url = reverse("areas:plan_change_frame", args=[plan.area.slug, plan.number])
    token = token_on(second, url)
    frame = values_of(FRAME.forms(plan)) | {"version": token}
    first.post(url, frame | {"title": "Their title"})

    second.post(url, frame | {"period_to": "2028-12-31"})

    plan.refresh_from_db()
    assert (plan.title, str(plan.period_to)) == ("Their title", "2028-12-31")


def test_the_title_changed_by_both_is_shown_with_both_texts(plan, first, second):
    url = reverse("areas:plan_change_frame", args=[plan.area.slug, plan.number])
    token = token_on(second, url)
    frame = values_of(FRAME.forms(plan)) | {"version": token}
    first.post(url, frame | {"title": "Their title"})

    response = second.post(url, frame | {"title": "My title"})

    plan.refresh_from_db()
    assert response.status_code == 409
    assert plan.title == "Their title"
    titles = {
        revision.values["title"][0]
        for revision in Revision.objects.of("areas.frame", str(plan.pk))
    }
    assert {"Their title", "My title"} <= titles


@pytest.fixture(params=["row", "frame"])
def text(request, plan, first):
    """A text of the plan that was saved once, with the value that stood before."""
    if request.param == "row":
        row = plan.actions.first()
        url = url_of(plan, "actions", row)
        send(first, url, sent(plan, "actions", row, title="Other words"))
        return "areas.row", f"actions-{row.pk}", url
    url = reverse("areas:plan_change_frame", args=[plan.area.slug, plan.number])
    send(first, url, values_of(FRAME.forms(plan)) | {"title": "Other words"})
    return "areas.frame", str(plan.pk), url


def page(name, kind, key, *args):
    return reverse(f"writing:{name}", args=[kind, key, *args])


def test_its_revisions_are_listed_compared_and_restored(first, text):
    kind, key, url = text
    listed = first.get(page("revision_list", kind, key))
    compared = first.get(page("revision_compare", kind, key), {"old": 1, "new": 2})

    restored = first.post(page("revision_restore", kind, key, 1), {"confirmed": "on"})

    assert (listed.status_code, compared.status_code) == (200, 200)
    assert ">Other</ins>" in compared.content.decode()
    assert (restored.status_code, restored.url) == (302, url)
    newest = Revision.objects.of(kind, key)[0]
    assert newest.restored_from == 1
    assert newest.values["title"] != ["Other words"]


def test_others_do_not_see_its_revisions(as_user, secretariat, text):
    kind, key, _url = text
    address = page("revision_list", kind, key)

    assert as_user(UserFactory.create()).get(address).status_code == 404
    assert as_user(secretariat).get(address).status_code == 403


def test_nothing_is_restored_in_a_plan_that_was_sent(plan, first, text):
    kind, key, _url = text
    advance(plan, "in_consensus")

    response = first.post(page("revision_restore", kind, key, 1), {"confirmed": "on"})

    assert (response.status_code, response.url) == (302, plan.get_absolute_url())


@pytest.mark.parametrize("key", ["x", "actions-x", "actions-999999", "nothing-1", "-"])
def test_an_unknown_row_is_not_found(first, key):
    assert first.get(page("revision_list", "areas.row", key)).status_code == 404


def test_writers_of_a_plan_are_told_where_the_others_are(plan, first, second):
    row = plan.efforts.get().milestones.get()
    second.post(page("presence", "areas.row", f"milestones-{row.pk}"))

    said = first.post(page("presence", "areas.frame", str(plan.pk))).json()["said"]

    assert said.endswith("(Milestone: Example milestone).")
    assert Presence.objects.filter(part="Title, language and period").exists()


@pytest.mark.parametrize("kind", MOVABLE)
def test_every_form_of_a_row_carries_its_token(plan, first, kind):
    row = getattr(plan, kind).first()

    assert token_on(first, url_of(plan, kind, row))
    assert ROW.page(RowOfPlan(plan, KINDS[kind], row)) == url_of(plan, kind, row)
