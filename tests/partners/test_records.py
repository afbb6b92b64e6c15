"""What letters, requests and partners say of themselves."""

import pytest
from django.utils import timezone

from partners.models import LetterOfIntent, Partner
from tests.factories.partners import LetterFactory, PartnerFactory

NOW = timezone.now()


@pytest.mark.parametrize(
    ("cleared_at", "has_personal_data", "seconded_at", "is_cleared", "awaits_second"),
    [
        (None, None, None, False, False),
        (None, False, None, False, False),
        (NOW, False, None, True, False),
        (NOW, True, None, False, True),
        (NOW, True, NOW, True, False),
    ],
)
def test_personal_data_need_a_second_clearance(
    cleared_at, has_personal_data, seconded_at, is_cleared, awaits_second
):
    letter = LetterOfIntent(
        cleared_at=cleared_at,
        has_personal_data=has_personal_data,
        seconded_at=seconded_at,
    )

    assert letter.is_cleared is is_cleared
    assert letter.awaits_second_clearance is awaits_second


@pytest.mark.django_db
def test_the_desk_works_on_letters_from_the_post_to_the_public():
    states = ("submitted", "asked", "confirmed", "published", "declined", "withdrawn")
    letters = {state: LetterFactory.create(**{state: True}) for state in states}
    LetterFactory.create()
    answered = LetterFactory.create(submitted=True, status="answered")

    on_the_desk = set(LetterOfIntent.objects.on_the_desk())

    assert on_the_desk == {
        letters["submitted"],
        letters["asked"],
        answered,
        letters["confirmed"],
    }


@pytest.mark.django_db
def test_partners_are_found_by_name_and_counted_while_confirmed():
    confirmed = PartnerFactory.create(name="Example Institute")
    PartnerFactory.create(name="Example Academy", withdrawn=True)

    assert list(Partner.objects.named("EXAMPLE  institute")) == [confirmed]
    assert list(Partner.objects.confirmed()) == [confirmed]
