"""A partner is named in a form: by the one name that it has alone."""

import pytest
from django.core.exceptions import ValidationError

from partners.forms.named_partners import NAMED, NamedPartnerField
from partners.models import Partner
from tests.factories.partners import PartnerFactory
from tests.factories.reference import CountryFactory


@pytest.fixture
def field():
    return NamedPartnerField(Partner.objects.confirmed(), required=False)


def test_a_partner_is_known_by_its_name_its_short_name_and_a_former_one(db, field):
    partner = PartnerFactory.create(name="Example Institute", short_name="EXI")
    partner.former_names.create(name="Sample Office", skeleton="sample office")
    PartnerFactory.create(name="Example Institute of another kind")

    known = [field.clean(words) for words in ("example  institute", "exi", "Sample Office")]

    assert known == [partner] * 3


def test_of_partners_of_one_name_the_whole_name_tells_which(db, field):
    first = PartnerFactory.create(
        name="Ministry of Examples", country=CountryFactory.create(iso2="SE")
    )
    second = PartnerFactory.create(
        name="Ministry of Examples",
        slug="second-ministry",
        country=CountryFactory.create(iso2="NO"),
    )
    first.refresh_from_db()
    second.refresh_from_db()

    with pytest.raises(ValidationError) as refused:
        field.clean("Ministry of Examples")

    assert first.full_name in str(refused.value)
    assert second.full_name in str(refused.value)
    assert field.clean(second.full_name) == second
    assert field.prepare_value(second.pk) == second.full_name


def test_part_of_a_name_chooses_nobody_and_names_a_few(db, field):
    for number in range(NAMED + 2):
        PartnerFactory.create(name=f"Example Institute {number:02}")

    with pytest.raises(ValidationError) as refused:
        field.clean("Example Inst")

    assert str(refused.value).count("Example Institute") == NAMED


def test_whoever_is_no_partner_now_cannot_be_chosen(db, field):
    PartnerFactory.create(name="Example Institute", status="inactive")

    with pytest.raises(ValidationError, match="No partner has this name now"):
        field.clean("Example Institute")


def test_nothing_typed_is_no_partner(db, field):
    assert field.clean(" ") is None
