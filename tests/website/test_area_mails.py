"""The leads of an area write to its partners: seen before, held, recalled (A1-6b-iii, R-41)."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from gmp_portal.notifications.models import Message
from gmp_portal.website import scheduled
from gmp_portal.website.actions import announcements
from gmp_portal.website.models import Announcement
from gmp_portal.website.reading import audiences
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory, lead_of, member_of

pytestmark = pytest.mark.django_db
TYPED = {
    "title": "Meeting in May",
    "audience": "speakers",
    "needs_action": "on",
    "subject_en": "Our meeting in May",
    "text_en": "Please come.",
}
VALUES = {
    "title": "Meeting in May",
    "audience": "speakers",
    "needs_action": True,
    "texts": {"en": {"subject": "Our meeting in May", "text": "Please come."}},
}


@pytest.fixture
def area():
    return AreaFactory.create()


@pytest.fixture
def lead(area):
    return lead_of(area)


@pytest.fixture
def member(area):
    return member_of(area)


@pytest.fixture
def draft(area, lead, member):
    return announcements.start_for_area(area, VALUES, by=lead)


def new(area):
    return reverse("website:area_announcement_start", args=[area.slug])


def all_of(area):
    return reverse("website:area_announcement_list", args=[area.slug])


def at(draft, step):
    return reverse(f"website:announcement_{step}", args=[draft.pk])


def released(draft, by):
    seen = audiences.token_for(audiences.of(draft))
    announcements.release(draft, seen=seen, by=by)


def go_out():
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        scheduled.send_announcements(timezone.now().date())


def test_a_lead_writes_sees_the_readers_and_sends_it_off(as_user, area, lead, member):
    begun = as_user(lead).post(new(area), TYPED)
    draft = Announcement.objects.get(area=area)
    page = as_user(lead).get(begun.url)
    seen = audiences.token_for(audiences.of(draft))
    as_user(lead).post(at(draft, "release"), {"seen": seen})
    go_out()

    assert member.name in page.text
    mail = Message.objects.get(recipient=member, subject="Our meeting in May")
    assert "Please come." in mail.body
    assert f"The leads of the area {area.name}" in mail.body
    assert "secretariat" not in mail.body


def test_nobody_outside_the_area_gets_it(area, draft, lead):
    stranger = member_of(AreaFactory.create())

    released(draft, lead)
    go_out()

    assert not Message.objects.filter(recipient=stranger).exists()


def test_addresses_of_readers_are_for_the_secretariat_only(
    as_user, draft, lead, member, secretariat
):
    page = at(draft, "detail")

    assert member.email not in as_user(lead).get(page).text
    assert member.email in as_user(secretariat).get(page).text


@pytest.mark.parametrize("recaller", ["lead", "second_lead", "secretariat"])
def test_it_is_recalled_by_each_lead_and_by_officers(
    as_user, request, area, draft, lead, recaller
):
    released(draft, lead)
    by = (
        lead_of(area, interim=True)
        if recaller == "second_lead"
        else request.getfixturevalue(recaller)
    )

    answer = as_user(by).post(at(draft, "recall"))

    draft.refresh_from_db()
    assert answer.status_code == 302
    assert draft.status == "draft"


def test_the_area_page_leads_there_for_its_leads_only(as_user, client, area, lead, member):
    address = all_of(area)

    assert address in as_user(lead).get(area.get_absolute_url()).text
    assert address not in as_user(member).get(area.get_absolute_url()).text
    assert address not in client.get(area.get_absolute_url()).text


@pytest.mark.parametrize(
    "who", ["member", "other_lead", "secretariat", "nobody in particular"]
)
def test_nobody_else_writes_in_the_name_of_the_area(as_user, request, area, lead, who):
    person = {
        "member": lambda: request.getfixturevalue("member"),
        "other_lead": lambda: lead_of(AreaFactory.create()),
        "secretariat": lambda: request.getfixturevalue("secretariat"),
    }.get(who, UserFactory.create)()

    answers = [as_user(person).post(new(area), TYPED), as_user(person).get(all_of(area))]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert not Announcement.objects.exists()


@pytest.mark.parametrize("step", ["detail", "edit", "release", "discard", "recall"])
def test_leads_of_other_areas_and_partners_do_not_know_of_it(as_user, draft, member, step):
    others = [lead_of(AreaFactory.create()), member]
    ask = {"detail": "get", "edit": "get"}.get(step, "post")

    answers = [getattr(as_user(person), ask)(at(draft, step)) for person in others]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_lead_does_not_know_of_what_the_secretariat_writes_to_the_area(
    as_user, area, lead, secretariat
):
    values = VALUES | {"area": area, "kind": "", "country": None}
    other = announcements.start(values, by=secretariat)

    assert as_user(lead).get(at(other, "detail")).status_code == 404
    assert as_user(lead).get(reverse("website:announcement_list")).status_code == 403


@pytest.mark.parametrize("audience", ["newsletter", "leads"])
def test_a_lead_writes_to_partners_only(as_user, area, lead, audience):
    answer = as_user(lead).post(new(area), TYPED | {"audience": audience})

    assert answer.status_code == 422
    assert "Our meeting in May" in answer.text
    assert not Announcement.objects.exists()


@pytest.mark.parametrize("wrong", [{"area": None}, {"audience": "newsletter"}])
def test_the_database_keeps_it_to_partners_of_the_area(draft, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Announcement.objects.filter(pk=draft.pk).update(**wrong)


def test_a_text_is_changed_and_thrown_away(as_user, area, lead, draft):
    browser = as_user(lead)
    changed = browser.post(at(draft, "edit"), TYPED | {"text_en": "Please come early."})
    draft.refresh_from_db()
    thrown = browser.post(at(draft, "discard"))

    assert changed.status_code == 302
    assert draft.texts["en"]["text"] == "Please come early."
    assert thrown.url == all_of(area)
    assert not Announcement.objects.exists()


def test_nothing_is_written_to_an_area_that_is_closed(as_user, area, lead):
    type(area).objects.filter(pk=area.pk).update(status="closed")

    answer = as_user(lead).post(new(area), TYPED, follow=True)

    assert not Announcement.objects.exists()
    assert "This area is closed" in answer.text
