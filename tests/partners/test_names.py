"""Names that look alike are found as one, and addresses can be read (C2)."""

import unicodedata
from importlib import import_module

import pytest
from django.apps import apps

from gmp_portal import characters
from partners.actions.partners import free_slug
from partners.models import LetterOfIntent, Partner
from tests.factories.partners import LetterFactory, PartnerFactory
from tests.factories.reference import CountryFactory

# The other letters are written by their names: on the page nobody could tell them apart.
C = "\N{CYRILLIC CAPITAL LETTER ES}"
A = "\N{CYRILLIC SMALL LETTER A}"
E = "\N{CYRILLIC SMALL LETTER IE}"
O = "\N{CYRILLIC SMALL LETTER O}"  # noqa: E741
GREEK_NATO = "".join(
    unicodedata.lookup(f"GREEK CAPITAL LETTER {letter}")
    for letter in ("NU", "ALPHA", "TAU", "OMICRON")
)
CYRILLIC_BHT = "".join(
    unicodedata.lookup(f"CYRILLIC CAPITAL LETTER {letter}") for letter in ("VE", "EN", "TE")
)


@pytest.mark.parametrize(
    ("genuine", "lookalike"),
    [
        ("Clean Mercury", f"{C}lean Mercury"),
        ("Clean Mercury", f"Cl{E}{A}n Mercury"),
        ("Example Foundation", f"Example F{O}undati{O}n"),
        ("BHT", CYRILLIC_BHT),
        ("NATO", GREEK_NATO),
        ("Mercury", "M\N{GREEK SMALL LETTER EPSILON}rcury"),
        ("Ship", "Sh\N{CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I}p"),
        ("Jade", "\N{CYRILLIC CAPITAL LETTER JE}ade"),
        ("Sea", "\N{CYRILLIC CAPITAL LETTER DZE}ea"),
        ("Aqua", "\N{CHEROKEE LETTER GO}qua"),
        ("Unep", "\N{ARMENIAN CAPITAL LETTER SEH}nep"),
        ("UNEP", "\uff35\uff2e\uff25\uff30"),
        ("unep", "\U0001d42e\U0001d427\U0001d41e\U0001d429"),
        ("Mercury", "Mer\u200bcury"),
        ("Mercury", "Mer\u00adcury"),
        ("Mercury", "\u202eMercury\u202c"),
        ("Mercury", "Mercury\u3164"),
        ("Söderström", "Soderstrom"),
        ("Øresund Æther", "Oresund Aether"),
        ("Łódź", "Lodz"),
    ],
)
def test_names_that_look_alike_are_the_same(genuine, lookalike):
    assert characters.skeleton(lookalike) == characters.skeleton(genuine)


def test_a_name_that_grows_when_it_is_taken_apart_is_kept(db):
    partner = PartnerFactory(name="\N{LATIN SMALL LIGATURE FFI}" * 250)

    assert Partner.objects.named(partner.name).get() == partner


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zero Mercury", "Zer0 Mercury"),
        ("All", "AIl"),
        ("中国环境", "中國環境"),
    ],
)
def test_digits_strokes_and_traditional_characters_are_still_told_apart(one, other):
    assert characters.skeleton(one) != characters.skeleton(other)


@pytest.mark.parametrize("name", [GREEK_NATO, "Росатом", "АССОЦИАЦИЯ", "ελλάδα"])
def test_case_never_counts(name):
    assert characters.skeleton(name.upper()) == characters.skeleton(name.lower())


@pytest.mark.parametrize(
    "name", ["المركز العربي", "中国环境科学研究院", "한국환경공단", "環境省"]
)
def test_scripts_without_lookalikes_stay_as_they_are(name):
    assert characters.skeleton(name) == name


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("中国环境", "zhong-guo-huan-jing"),
        ("Институт ртути", "institut-rtuti"),
        ("Ελληνική Εταιρεία", "elliniki-etaireia"),
        ("Straße & Søn", "strasse-son"),
        ("UNEP المركز", "unep"),
        ("المركز العربي", ""),
    ],
)
def test_an_address_can_be_read_in_latin_letters(name, slug):
    assert characters.slug_of(name) == slug


@pytest.mark.django_db
def test_arabic_names_have_a_number_in_their_address():
    assert free_slug("المركز العربي").startswith("partner-")
    assert free_slug("مركز", "Arab Centre") == "arab-centre"


@pytest.mark.django_db
def test_names_of_an_existing_database_are_reckoned_anew():
    genuine = PartnerFactory.create(name="Clean Mercury")
    twin = PartnerFactory.create(name="Other")
    alone = PartnerFactory.create(name="Another")
    letter = LetterFactory.create(organisation=f"{C}lean Mercury")
    old = {"skeleton": "as it was", "name": f"{C}lean Mercury"}
    Partner.objects.filter(pk=twin.pk).update(**old)
    Partner.objects.filter(pk=alone.pk).update(skeleton="before", name=f"{C}edar")
    LetterOfIntent.objects.filter(pk=letter.pk).update(skeleton="as it was")

    import_module("partners.migrations.0002_lookalikes").renew(apps, None)

    skeletons = dict(Partner.objects.values_list("pk", "skeleton"))
    letter.refresh_from_db()
    assert skeletons == {
        genuine.pk: "clean mercury",
        twin.pk: "as it was",
        alone.pk: "cedar",
    }
    assert letter.skeleton == "clean mercury"


@pytest.mark.django_db
def test_a_form_that_one_partner_gives_up_is_free_for_another():
    first, second, third = (
        PartnerFactory.create(name=name) for name in ("First", "Second", "Third")
    )
    renamed = {first: "beta", second: "gamma", third: "delta"}
    before = {first: "alpha", second: "beta", third: "gamma"}
    for partner, name in renamed.items():
        Partner.objects.filter(pk=partner.pk).update(skeleton=before[partner], name=name)

    import_module("partners.migrations.0002_lookalikes").renew(apps, None)

    assert dict(Partner.objects.values_list("pk", "skeleton")) == {
        partner.pk: name for partner, name in renamed.items()
    }


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ({1: "a", 2: "b"}, {1: "x", 2: "x"}, {1: "x"}),
        # The second keeps its form, so that the third cannot have it, nor the fourth that one's.
        (
            {1: "a", 2: "b", 3: "c", 4: "d"},
            {1: "x", 2: "x", 3: "b", 4: "c"},
            {1: "x"},
        ),
        ({1: "a", 2: "x"}, {1: "x", 2: "x"}, {}),
        ({1: "a", 2: "b"}, {1: "", 2: "a"}, {}),
        ({1: "a", 2: "b"}, {1: "b", 2: "a"}, {1: "b", 2: "a"}),
    ],
)
def test_no_two_partners_have_one_form_in_the_end(old, new, changes):
    migration = import_module("partners.migrations.0002_lookalikes")

    settled = migration.settled(old, new)

    assert settled == changes
    assert len({**old, **settled}.values()) == len(set({**old, **settled}.values()))


@pytest.mark.parametrize(
    "name",
    ["Straße & Søn", f"{C}lean-Mercury", "Ελληνική Εταιρεία", "I\u0307b"],
)
def test_the_migration_reckons_as_the_portal_did_when_it_was_written(name):
    migration = import_module("partners.migrations.0002_lookalikes")

    assert migration.form_of(name, migration.letters()) == characters.skeleton(name)


@pytest.mark.django_db
def test_a_partner_whose_name_looks_like_another_can_still_be_saved():
    PartnerFactory.create(name="Clean Mercury")
    twin = PartnerFactory.create(name="Other")
    Partner.objects.filter(pk=twin.pk).update(name=f"{C}lean Mercury", skeleton="kept")
    twin.refresh_from_db()

    twin.status = Partner.Status.INACTIVE
    twin.save(update_fields=["status"])

    twin.refresh_from_db()
    assert (twin.status, twin.skeleton) == ("inactive", "kept")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "listed"),
    [("Italy", "Italy"), ("Ministry of Environment", "Ministry of Environment (Italy)")],
)
def test_a_government_that_is_named_as_its_country_is_named_once(name, listed):
    partner = PartnerFactory.create(name=name, country=CountryFactory.create(iso2="IT"))

    assert partner.name_and_country == listed
