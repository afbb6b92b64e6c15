"""The sample data of this app come from the real actions and show every state."""

import pytest

from gmp_portal.accounts.models import User
from gmp_portal.ledger import verify
from gmp_portal.website.demo import partners as demo
from gmp_portal.website.demo import public_letters
from partners.models import Correction, LetterOfIntent, Partner
from tests.factories.accounts import UserFactory
from tests.factories.reference import CountryFactory

LOGINS = (
    "visitor-turned-applicant focal.point other.focal.point area.lead other.area.lead "
    "pag.chair pag.member observer"
)


@pytest.fixture
def cast(db, secretariat, second_officer) -> dict[str, User]:
    people = {login: UserFactory.create(name=f"Sample {login}") for login in LOGINS.split()}
    head = UserFactory.create(name="Sample Head", officer=True)
    officers = {"secretariat": secretariat, "second.officer": second_officer}
    return people | officers | {"head.of.branch": head}


def test_the_demonstration_has_a_letter_in_every_state_and_loads_once(cast):
    CountryFactory.create(iso2="PE")

    demo.load(cast)
    count = LetterOfIntent.objects.count()
    demo.load(cast)

    public_letters.load(cast)
    public_letters.load(cast)

    states = set(LetterOfIntent.objects.values_list("status", flat=True))
    assert states == set(LetterOfIntent.Status.values)
    assert LetterOfIntent.objects.count() == count + 4
    assert Correction.objects.filter(outcome="").count() == 1
    assert (
        Partner.objects.represented_by(cast["focal.point"]).get().name.startswith("Example")
    )
    assert list(verify.faults()) == []
