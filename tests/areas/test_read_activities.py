"""Leads act on the words that they read, and on no others (R-75)."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from areas.actions import activities
from areas.models import Activity
from gmp_portal.accounts.models.terms import today
from tests.factories.areas import (
    AreaFactory,
    BegunActivityFactory,
    MembershipFactory,
    lead_of,
    member_of,
)
from tests.factories.reference import CountryFactory
from tests.reading import reading

pytestmark = pytest.mark.django_db
CONFLICT = 409


@pytest.fixture
def area():
    return AreaFactory.create()


@pytest.fixture
def speaker(area):
    return member_of(area)


@pytest.fixture
def sent(area, speaker):
    return BegunActivityFactory.create(
        area=area, partner=speaker.representatives.get().partner, state="sent"
    )


def test_nobody_asks_about_words_that_the_page_did_not_show(as_user, area, sent):
    client = as_user(lead_of(area))
    page = client.get(sent.get_absolute_url()).content.decode()
    address = re.search(r'href="([^"]+/ask-back/\?read=[^"]+)"', page)[1]
    Activity.objects.filter(pk=sent.pk).update(summary="Words that nobody has read.")

    form = client.get(address).context["form"]
    answer = client.post(address, {"reason": "Which towns?", "read": form.read_token})

    sent.refresh_from_db()
    assert (answer.status_code, sent.status) == (CONFLICT, "sent")


def test_what_was_sent_in_other_words_meanwhile_is_not_acknowledged(
    as_user, area, speaker, sent
):
    client = as_user(lead_of(area))
    read = client.get(sent.get_absolute_url()).content.decode()
    token = reading(sent)["read"]
    activities.take_back(sent, by=speaker)
    Activity.objects.filter(pk=sent.pk).update(summary="Words that nobody has read.")
    sent.refresh_from_db()
    activities.send(sent, by=speaker)

    answer = client.post(
        reverse("areas:activity_acknowledge", args=[sent.pk]), {"read": token}
    )

    sent.refresh_from_db()
    assert token in read
    assert answer.status_code == CONFLICT
    assert sent.status == "sent"
    assert "Words that nobody has read." in answer.content.decode()


@pytest.mark.parametrize("what", ["country", "area", "joint", "day", "tag"])
def test_whatever_the_page_says_of_it_is_part_of_what_was_read(sent, what):
    before = reading(sent)

    if what == "country":
        sent.countries.add(CountryFactory.create())
    elif what == "area":
        sent.also_in.add(AreaFactory.create())
    elif what == "joint":
        sent.parts.create(partner=MembershipFactory.create().partner, role="joint")
    else:
        Activity.objects.filter(pk=sent.pk).update(
            ends_on=today() + timedelta(days=9), tags=["gender"] if what == "tag" else []
        )

    assert reading(sent) != before


def test_the_countries_of_drafts_are_no_choice_of_the_public_list(client, area):
    ghana, chad = CountryFactory.create(iso2="GH"), CountryFactory.create(iso2="TD")
    BegunActivityFactory.create(area=area, state="draft").countries.add(ghana)
    BegunActivityFactory.create(area=area, state="active", countries=[chad])

    form = client.get(reverse("areas:activity_list")).context["form"]

    assert [key for key, _name in form.fields["country"].widget.choices] == ["", "TD"]
