"""Documents beside a version: for everybody or for the area only, and part of what is agreed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse

from areas.actions import companions, plans
from areas.models import PlanCompanion
from areas.reading import snapshot
from gmp_portal.workflow import InvalidTransitionError
from tests.documents.samples import plain_pdf
from tests.factories.accounts import UserFactory
from tests.factories.areas import CompanionFactory, PlanFactory, advance, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory(complete=True)


def lead(plan):
    return plan.area.lead_terms.get().person


def address(name, plan, *more):
    return reverse(f"areas:{name}", args=[plan.area.slug, plan.number, *more])


def typed(**more):
    upload = SimpleUploadedFile("budget.pdf", plain_pdf(), content_type="application/pdf")
    facts = {"title": "Example budget", "language": "en", "readers": "area"}
    return facts | {"file": upload} | more


def test_a_lead_puts_a_document_beside_the_draft(plan, as_user):
    answer = as_user(lead(plan)).post(address("companion_add", plan), typed())

    companion = PlanCompanion.objects.get()
    assert answer.status_code == 302
    assert (companion.title, companion.is_public) == ("Example budget", False)


@pytest.mark.parametrize("wrong", [{"title": ""}, {"file": ""}, {"readers": "x"}])
def test_what_is_missing_is_said_and_nothing_kept(plan, as_user, wrong):
    answer = as_user(lead(plan)).post(address("companion_add", plan), typed(**wrong))

    assert answer.status_code == 422
    assert not PlanCompanion.objects.exists()


def test_the_same_title_twice_is_refused(plan, as_user):
    CompanionFactory(plan=plan, title="Example budget")

    answer = as_user(lead(plan)).post(address("companion_add", plan), typed())

    assert answer.status_code == 422
    assert "goes with the plan already" in answer.content.decode()


def test_a_lead_takes_a_document_away_again(plan, as_user):
    companion = CompanionFactory(plan=plan)
    url = address("companion_remove", plan, companion.pk)
    browser = as_user(lead(plan))

    asked = browser.get(url)
    answer = browser.post(url, {"confirmed": "on"})

    assert asked.status_code == 200
    assert answer.status_code == 302
    assert not PlanCompanion.objects.exists()


@pytest.mark.parametrize("name", ["companion_add", "companion_remove"])
def test_only_leads_change_what_goes_with_a_plan(plan, as_user, name):
    more = [CompanionFactory(plan=plan).pk] if name == "companion_remove" else []

    answer = as_user(member_of(plan.area)).post(address(name, plan, *more), typed())

    assert answer.status_code == 403
    assert PlanCompanion.objects.count() == len(more)


def test_what_is_before_the_area_keeps_its_documents(plan):
    companion = CompanionFactory(plan=plan)
    advance(plan, "agreed")

    with pytest.raises(InvalidTransitionError):
        companions.remove(companion, by=lead(plan))
    with pytest.raises(IntegrityError):
        companion.delete()


def opened(client, companion):
    answer = client.get(companion.document.get_absolute_url())
    if answer.status_code == 200:
        assert answer.getvalue()
    return answer.status_code


def test_who_may_open_which_document(plan, client, as_user):
    for_all = CompanionFactory(plan=plan)
    for_area = CompanionFactory(plan=plan, is_public=False)
    member = as_user(member_of(plan.area))
    drafted = [opened(client, each) for each in (for_all, for_area)]

    advance(plan, "published")

    assert drafted == [404, 404]
    assert [opened(client, each) for each in (for_all, for_area)] == [200, 404]
    assert [opened(member, each) for each in (for_all, for_area)] == [200, 200]
    assert opened(as_user(UserFactory()), for_area) == 404


def test_the_page_lists_what_its_reader_may_open(plan, client, as_user):
    CompanionFactory(plan=plan, title="Example note")
    CompanionFactory(plan=plan, title="Example secret", is_public=False)
    advance(plan, "published")

    public = client.get(plan.get_absolute_url()).content.decode()
    inside = as_user(member_of(plan.area)).get(plan.get_absolute_url()).content.decode()

    assert "Example note" in public
    assert "Example secret" not in public
    assert "Example secret" in inside


def test_documents_and_note_are_part_of_what_is_agreed(plan):
    plain = snapshot.fingerprint(plan)

    CompanionFactory(plan=plan)
    with_document = snapshot.fingerprint(plan)
    plan.status_note = "Example note."
    plan.save()

    assert len({plain, with_document, snapshot.fingerprint(plan)}) == 3


def test_a_plan_without_either_keeps_the_hash_that_it_had(plan):
    """The words of an earlier portal: nothing of note or companions stands in them."""
    content = snapshot.written(plan)

    assert content["format"] == 1
    assert {"note", "companions"}.isdisjoint(content)


def test_a_plan_frozen_before_is_read_as_it_was(plan):
    advance(plan, "published")
    before = {
        key: value
        for key, value in plan.snapshot.items()
        if key not in {"note", "companions"}
    } | {"format": snapshot.CONTACTS_AGREED}
    plan.snapshot = before

    assert snapshot.of(plan) == before


def test_the_snapshot_names_documents_by_their_hash(plan):
    companion = CompanionFactory(plan=plan, title="Example budget")

    content = snapshot.gather(plan)

    assert content["format"] == snapshot.WITH_COMPANIONS
    assert content["companions"] == [
        {
            "title": "Example budget",
            "language": "en",
            "is_public": True,
            "name": companion.document.name,
            "sha256": companion.document.sha256,
        }
    ]


def test_the_next_version_keeps_the_documents_and_no_note(plan):
    companion = CompanionFactory(plan=plan)
    plan.status_note = "Example note."
    plan.save()
    advance(plan, "published")

    following = plans.start(
        plan.area,
        title="Next",
        language="en",
        period_from=plan.period_from,
        period_to=plan.period_to,
        by=lead(plan),
    )

    assert following.companions.get().document == companion.document
    assert following.status_note == ""


def test_a_file_leads_to_the_newest_version(plan, client):
    companion = CompanionFactory(plan=plan)
    advance(plan, "published")

    answer = client.get(companion.document.get_absolute_url())

    assert answer.getvalue()
    assert plan.get_absolute_url() in answer["Link"]
