"""Texts about an area, to be passed on in one's own organization (A1-6a-ii)."""

from io import BytesIO

import docx
import pytest
from django.urls import reverse

from partners.models import IntroductionLink
from tests.factories.areas import AreaFactory, MembershipFactory, PlanFactory
from tests.factories.partners import RepresentativeFactory

pytestmark = pytest.mark.django_db


def share(area):
    return reverse("areas:area_share", args=[area.slug])


def test_the_texts_name_the_area_its_partners_and_how_to_take_part(client):
    area = AreaFactory.create()
    MembershipFactory.create(area=area)

    page = client.get(share(area)).content.decode()

    assert f"this is about {area.name}, one of the areas" in page
    assert "1 partner works in this area at present" in page
    assert "/join/" in page


def test_the_plan_in_force_is_named_and_a_draft_is_not(client):
    area = AreaFactory.create()
    published = PlanFactory.create(area=area, number=1, status="published")
    draft = PlanFactory.create(area=area, number=2)

    page = client.get(share(area)).content.decode()

    assert published.get_absolute_url() in page
    assert draft.get_absolute_url() not in page


def test_whoever_has_a_link_that_introduces_passes_that_on(as_user):
    area, term = AreaFactory.create(), RepresentativeFactory.create()
    link = IntroductionLink.objects.create(
        partner=term.partner, code="samplecode", made_by=term.person
    )

    page = as_user(term.person).get(share(area)).content.decode()

    assert link.get_absolute_url() in page
    assert "is introduced by" in page


def test_whoever_only_writes_for_a_partner_passes_no_link_of_it_on(as_user):
    area, term = AreaFactory.create(), RepresentativeFactory.create(role="contributor")
    link = IntroductionLink.objects.create(
        partner=term.partner, code="samplecode", made_by=term.person
    )

    page = as_user(term.person).get(share(area)).content.decode()

    assert link.get_absolute_url() not in page


def test_the_letter_goes_to_word_with_the_same_words(client):
    area = AreaFactory.create()

    answer = client.get(reverse("areas:area_share_word", args=[area.slug]))
    text = "\n".join(
        each.text for each in docx.Document(BytesIO(answer.content)).paragraphs
    )

    assert f'filename="area-{area.slug}.docx"' in answer["Content-Disposition"]
    assert f"this is about {area.name}, one of the areas" in text


@pytest.mark.parametrize("status", ["proposed", "closed"])
def test_for_an_area_that_does_not_work_nobody_is_brought_in(as_user, status):
    term = RepresentativeFactory.create()
    area = AreaFactory.create(status=status)

    assert as_user(term.person).get(share(area)).status_code == 404
