"""How a letter of the past is arranged, and how its acts are called."""

from datetime import timedelta

from gmp_portal.accounts.models.terms import today
from partners.actions import past_letters
from tests.acts.scene import REASON, Call, Scene, officers, with_argument
from tests.factories.partners import (
    LetterFactory,
    PartnerFactory,
    PastLetterFactory,
    PublicFileFactory,
    RepresentativeFactory,
)

KNOWN = {"signed_on": None, "year": 2006, "language": "en", "source": "Sample archive"}


def past_letter(name):
    record = PartnerFactory.create(name="Example Alliance")
    people = officers() | {
        "representative": RepresentativeFactory.create(partner=record).person
    }
    letter = PastLetterFactory.create(partner=record, withdrawn=name == "withdrawn")
    return Scene(letter, people, {"partner": record})


CALLS = {
    "partner.add_past_letter": Call(past_letters.add, lambda _scene: dict(KNOWN)),
    "past_letter.attach": Call(
        past_letters.attach, lambda _scene: {"file": PublicFileFactory.create()}
    ),
    "past_letter.withdraw": Call(past_letters.withdraw, lambda _scene: {"reason": REASON}),
}
GUARDS = {
    "partner.add_past_letter: a letter in the portal": lambda scene: LetterFactory.create(
        confirmed=True, partner=scene.record
    ),
    "partner.add_past_letter: there already": lambda scene: PastLetterFactory.create(
        partner=scene.record, **KNOWN
    ),
    "partner.add_past_letter: a year to come": lambda scene: scene.changes.update(
        year=today().year + 1
    ),
    "partner.add_past_letter: a day to come": with_argument(
        year=None, signed_on=today() + timedelta(days=1)
    ),
}
NOUNS = {"past_letter": past_letter}
