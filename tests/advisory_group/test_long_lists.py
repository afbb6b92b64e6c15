"""However many are nominated and invited, the pages of the secretariat stay short."""

import re
from datetime import timedelta
from html import unescape

from django.urls import reverse
from django.utils import timezone

from gmp_portal.accounts.models.terms import today
from tests.factories.accounts import UserFactory
from tests.factories.advisory_group import InvitationFactory, NominationFactory
from tests.factories.partners import PartnerFactory

INVITE = reverse("advisory_group:seat_invite")
PER_PAGE = 25


def nominated(count):
    """The newest first."""
    now = timezone.now()
    return [
        NominationFactory.create(nominated_at=now - timedelta(days=number))
        for number in range(count)
    ]


def next_page(page, place):
    return re.search(rf'href="([^"]+)#{place}">Next page', unescape(page))[1]


def test_the_board_shows_a_page_of_the_nominations_and_how_many_there_are(
    as_user, secretariat, group
):
    nominations = nominated(PER_PAGE + 2)
    desk = as_user(secretariat)

    first = desk.get(reverse("advisory_group:board")).text
    second = desk.get(next_page(first, "candidates")).text

    shown = [
        [each for each in nominations if f'?nomination={each.pk}"' in page]
        for page in (first, second)
    ]
    assert shown == [nominations[:PER_PAGE], nominations[PER_PAGE:]]
    assert f'<span class="cnt">{PER_PAGE + 2}</span>' in first


def test_the_board_shows_a_page_of_the_open_invitations(as_user, secretariat, group):
    invitations = InvitationFactory.create_batch(PER_PAGE + 1)
    desk = as_user(secretariat)

    first = desk.get(reverse("advisory_group:board")).text
    second = desk.get(next_page(first, "open-invitations")).text

    shown = [
        {each for each in invitations if f'"{each.get_absolute_url()}"' in page}
        for page in (first, second)
    ]
    assert [len(each) for each in shown] == [PER_PAGE, 1]
    assert shown[0] | shown[1] == {*invitations}


def test_an_invitation_offers_the_newest_nominations_and_the_one_it_came_from(
    as_user, secretariat, group
):
    *newest, left_out, oldest = nominated(PER_PAGE + 2)
    desk = as_user(secretariat)

    plain = desk.get(INVITE).context["form"]
    led_here = desk.get(INVITE, {"nomination": oldest.pk}).context["form"]

    offered = [
        [int(str(value)) for value, _label in form["nomination"].field.choices if value]
        for form in (plain, led_here)
    ]
    of_newest = [each.pk for each in newest]
    assert offered == [of_newest, [*of_newest, oldest.pk]]
    assert left_out.pk not in offered[1]


def test_an_invitation_knows_its_partner_by_name_and_names_those_that_may_be_meant(
    as_user, secretariat, group
):
    PartnerFactory.create(name="Example Institute for Mercury")
    PartnerFactory.create(name="Example Institute for Dental Care")
    typed = {
        "email": UserFactory.create().email,
        "partner": "Example Institute",
        "klass": "iii",
        "gap": "Example",
        "constituency": "ngo",
        "region": "african",
        "starts_on": str(today()),
        "letter_on": str(today()),
    }
    desk = as_user(secretariat)

    refused = desk.post(INVITE, typed)
    of_one = desk.post(INVITE, typed | {"partner": "Dental"})
    led_on = desk.post(INVITE, typed | {"partner": "example institute for MERCURY"})

    assert refused.status_code == 422
    assert refused.context["form"].errors["partner"] == [
        "Which of these partners is meant? Write its name in full: "
        "Example Institute for Dental Care; Example Institute for Mercury"
    ]
    assert of_one.context["form"].errors["partner"] == [
        "Is this partner meant? Write its name in full: Example Institute for Dental Care"
    ]
    assert refused.context["form"].errors.keys() == {"partner"}
    assert 'value="Example Institute"' in refused.text
    assert led_on.status_code == 302
