"""What the register says of a partner: entered by hand, edited, described (S-35, S-47, A1-2e)."""

import json
from datetime import date, timedelta

import pytest
from django.db import OperationalError, connection, transaction
from django.urls import reverse
from django.utils import translation

from gmp_portal import ledger, rounds
from gmp_portal.accounts.models.terms import today
from gmp_portal.search import index
from gmp_portal.workflow import RuleRefusedError
from partners.actions import partners
from partners.models import Partner, PartnerProfile
from partners.reading import history
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.factories.reference import CountryFactory

pytestmark = pytest.mark.django_db
ENTRY = {
    "name": "Example Foundation",
    "kind": "ngo",
    "unep_region": "",
    "evidence": "E1",
    "source": "Sample register of 2014, page 3",
    "on_record_by": "2014",
}
NOTHING = {"website": "", "seat": "", "names": {}, "profile": {}}


def enter(client, **typed):
    return client.post(reverse("partners:partner_enter"), ENTRY | typed)


def described(partner, by, **said):
    partners.describe(partner, **(NOTHING | said), by=by)
    return partner


def page_of(client, partner):
    return client.get(partner.get_absolute_url()).content.decode()


# Entered by hand -----------------------------------------------------------------------


def test_a_partner_of_the_public_record_is_entered_with_its_evidence(as_user, secretariat):
    country = CountryFactory.create(iso2="KE")

    answer = enter(as_user(secretariat), country="KE")

    partner = Partner.objects.get(name=ENTRY["name"])
    assert answer.url == partner.get_absolute_url()
    assert (partner.status, partner.evidence, partner.on_record_by) == (
        "confirmed",
        "E1",
        2014,
    )
    assert partner.unep_region == country.unep_region
    assert partner.took_part_on(today())


def test_who_is_entered_with_a_day_is_a_partner_since_then(as_user, secretariat):
    enter(as_user(secretariat), since="2012-03-01", on_record_by="")

    partner = Partner.objects.get(name=ENTRY["name"])
    assert (str(partner.since), partner.since_note) == ("2012-03-01", "")


def test_without_evidence_nobody_is_entered_and_what_was_typed_stays(as_user, secretariat):
    answer = enter(as_user(secretariat), evidence="letter", source="")

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"evidence", "source"}
    assert ENTRY["name"] in answer.content.decode()
    assert not Partner.objects.exists()


def test_a_year_to_come_is_no_record(as_user, secretariat):
    answer = enter(as_user(secretariat), on_record_by=str(today().year + 1))

    assert list(answer.context["form"].errors) == ["on_record_by"]


def test_who_stands_in_the_register_is_not_entered_again(as_user, secretariat):
    known = PartnerFactory.create(name=ENTRY["name"])

    answer = enter(as_user(secretariat))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert Partner.objects.count() == 1
    assert list(answer.context["form"].errors) == ["name"]
    assert f'href="{known.get_absolute_url()}"' in page
    assert all(str(said) in page for said in ENTRY.values())


def test_only_the_secretariat_enters_partners(as_user):
    answer = enter(as_user(RepresentativeFactory.create().person))

    assert answer.status_code == 403


# Edited by officers --------------------------------------------------------------------


def test_kind_and_country_change_with_old_and_new_in_the_history(as_user, secretariat):
    partner = PartnerFactory.create(kind="ngo", country=None, unep_region="global")
    CountryFactory.create(iso2="KE")
    url = reverse("partners:partner_edit", args=[partner.slug])
    typed = {"kind": "academia", "country": "KE", "unep_region": "", "reason": "Statute"}

    as_user(secretariat).post(url, typed)

    changes = rounds.read(history.changes(Partner.objects.get()))
    page = page_of(as_user(secretariat), partner)
    assert {change.field for change in changes} == {"Kind", "Country", "Region"}
    assert "Country: – → Kenya" in page
    assert "Region: Global → Africa" in page


ON_RECORD = {
    "since": None,
    "since_note": "The date is not known",
    "evidence": "E1",
    "source": "Sample register",
    "participation": None,
}
EDIT = {"kind": "ngo", "country": "", "unep_region": "global", "reason": "A better source"}


def test_an_officer_corrects_the_source_of_a_partner_without_a_letter(
    as_user, secretariat, client
):
    partner = PartnerFactory.create(**ON_RECORD)
    partner.participations.create(period=(None, None))
    url = reverse("partners:partner_edit", args=[partner.slug])
    said = {"evidence": "E2", "source": "Sample page of the lead", "on_record_by": "2012"}

    shown = as_user(secretariat).get(partner.get_absolute_url()).content.decode()
    answer = as_user(secretariat).post(url, EDIT | said)

    page = page_of(client, partner)
    partner.refresh_from_db()
    assert "Change kind, country and source" in shown
    assert answer.status_code == 302
    assert (partner.evidence, partner.on_record_by) == ("E2", 2012)
    assert "Sample page of the lead" in page
    assert "On record by (year): – → 2012" in page
    assert partner.took_part_on(date(2012, 5, 1))


@pytest.mark.parametrize(
    ("facts", "said", "wrong"),
    [
        ({}, {"source": ""}, "source"),
        ({}, {"on_record_by": str(today().year + 1)}, "on_record_by"),
        ({"since": date(2015, 1, 1)}, {"on_record_by": "2012"}, "on_record_by"),
    ],
)
def test_a_source_that_cannot_be_is_refused_and_kept(
    as_user, secretariat, facts, said, wrong
):
    partner = PartnerFactory.create(**ON_RECORD | facts)
    url = reverse("partners:partner_edit", args=[partner.slug])
    full = {"evidence": "E1", "source": "Sample of 2012", "on_record_by": "2012"} | said

    answer = as_user(secretariat).post(url, EDIT | full)

    partner.refresh_from_db()
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [wrong]
    assert partner.source == "Sample register"


def test_whoever_is_a_partner_by_a_letter_has_no_source_to_change(as_user, secretariat):
    partner = PartnerFactory.create()
    url = reverse("partners:partner_edit", args=[partner.slug])

    shown = as_user(secretariat).get(url).content.decode()
    as_user(secretariat).post(url, EDIT | {"source": "Sample", "on_record_by": "2012"})
    facts = {"kind": "ngo", "country": None, "unep_region": "global"}
    past_the_form = {"evidence": "E1", "source": "Sample", "on_record_by": 2012}
    partners.edit(partner, **facts, **past_the_form, reason="Sample", by=secretariat)

    partner.refresh_from_db()
    assert 'name="source"' not in shown
    assert (partner.evidence, partner.source, partner.on_record_by) == ("letter", "", None)


def test_what_stays_the_same_is_no_change(secretariat):
    partner = PartnerFactory.create(kind="ngo")
    same = {"country": partner.country, "unep_region": partner.unep_region}

    partners.edit(partner, kind="academia", **same, reason="Statute", by=secretariat)
    partners.edit(partner, kind="academia", **same, reason="Again", by=secretariat)

    [entry] = ledger.trail(partner).filter(kind="partner.edited")
    assert entry.body["changes"] == {"kind": ["ngo", "academia"]}


def test_two_of_one_name_are_not_moved_to_one_country(secretariat, as_user):
    kenya = CountryFactory.create(iso2="KE")
    PartnerFactory.create(name="Example Union", country=kenya)
    other = PartnerFactory.create(
        name="Example Union", slug="union", country=CountryFactory.create(iso2="PE")
    )
    url = reverse("partners:partner_edit", args=[other.slug])
    typed = {"kind": other.kind, "country": "KE", "unep_region": "", "reason": "Moved"}

    answer = as_user(secretariat).post(url, typed)

    other.refresh_from_db()
    assert "stands in the register already" in answer.content.decode()
    assert other.country_id == "PE"


def test_the_own_people_do_not_change_the_kind(as_user):
    term = RepresentativeFactory.create()
    url = reverse("partners:partner_edit", args=[term.partner.slug])

    assert as_user(term.person).get(url).status_code == 403


# Described by their own people ----------------------------------------------------------


def test_a_focal_point_writes_the_profile_and_everybody_reads_it(as_user, client):
    term = RepresentativeFactory.create()
    url = reverse("partners:partner_describe", args=[term.partner.slug])
    typed = {
        "seat": "Example City",
        "website": "https://www.example.org/",
        "name_fr": "Fondation Example",
        "purpose": "Less mercury in fish.",
    }

    as_user(term.person).post(url, typed)

    page = page_of(client, term.partner)
    shown = "Example City", "Fondation Example", "Less mercury in fish."
    assert all(text in page for text in shown)
    assert "Comparative advantage" not in page


def test_the_history_names_what_changed_in_the_order_of_the_form(secretariat, client):
    partner = PartnerFactory.create()
    said = {"convening": "Mayors.", "purpose": "Work without mercury."}
    names = {"zh-hans": "示例联盟", "fr": "Union"}
    described(partner, secretariat, seat="Example City", names=names, profile=said)

    page = page_of(client, partner).partition("Profile or names changed")[2]

    fields = ["Seat", "Name in Chinese", "Name in French", "Purpose", "Convening power"]
    assert [page.index(field) for field in fields] == sorted(map(page.index, fields))


def test_a_profile_that_is_emptied_is_gone(as_user, secretariat):
    partner = PartnerFactory.create()
    said = {"purpose": "Less mercury.", "funding": ""}
    described(partner, secretariat, names={"fr": "Union"}, profile=said)

    described(partner, secretariat, names={"fr": ""}, profile={"purpose": ""})

    assert not partner.other_names.exists()
    assert not PartnerProfile.objects.get().is_filled


def test_what_is_said_again_is_written_once(secretariat):
    partner = PartnerFactory.create()
    for _time in range(2):
        described(partner, secretariat, names={"fr": "Union"}, seat="Example City")

    assert ledger.trail(partner).filter(kind="partner.described").count() == 1


def test_a_text_beyond_the_limit_is_refused_and_kept(as_user, secretariat):
    partner = PartnerFactory.create()
    url = reverse("partners:partner_describe", args=[partner.slug])

    answer = as_user(secretariat).post(url, {"purpose": "x" * 801})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["purpose"]
    assert "x" * 801 in answer.content.decode()


def test_others_do_not_describe_a_partner(as_user):
    url = reverse("partners:partner_describe", args=[PartnerFactory.create().slug])

    answer = as_user(RepresentativeFactory.create().person).get(url)

    assert answer.status_code == 403


# Found by all their names ----------------------------------------------------------------


def test_the_register_finds_a_partner_by_its_name_in_another_language(client, secretariat):
    partner = described(
        PartnerFactory.create(name="Example Institute"),
        secretariat,
        names={"zh-hans": "示例研究所"},
    )
    PartnerFactory.create(name="Example Academy")

    answer = client.get(reverse("partners:partner_list"), {"q": "研究所"})

    assert [row.partner for row in answer.context["rows"]] == [partner]


def test_the_search_finds_it_too(client, secretariat):
    partner = described(
        PartnerFactory.create(name="Example Institute"),
        secretariat,
        names={"fr": "Laboratoire Modèle"},
    )
    index.refresh("partner", [partner.pk])

    answer = client.get(reverse("website:search"), {"q": "Laboratoire Modèle"})

    assert partner.name in answer.content.decode()


def test_the_register_shows_the_name_in_the_language_of_the_reader(client, secretariat):
    partner = described(
        PartnerFactory.create(name="Example Institute"),
        secretariat,
        names={"en": "Sample Institute", "fr": "Institut Example"},
    )

    answer = client.get(reverse("partners:partner_list"))

    [row] = answer.context["rows"]
    assert (row.partner, row.name_here) == (partner, "Sample Institute")
    assert "Sample Institute" in answer.content.decode()


def test_the_official_name_is_not_said_twice(client, secretariat):
    partner = described(
        PartnerFactory.create(name="Example Institute"),
        secretariat,
        names={"en": "Example Institute"},
    )

    with translation.override("en"):
        answer = client.get(partner.get_absolute_url())

    assert answer.context["name_here"] == ""


def test_another_country_brings_its_own_region(as_user, secretariat):
    here, there = CountryFactory.create(iso2="KE"), CountryFactory.create(iso2="CH")
    partner = PartnerFactory.create(country=here, unep_region=here.unep_region)
    url = reverse("partners:partner_edit", args=[partner.slug])
    client = as_user(secretariat)
    shown = client.get(url).context["form"].initial["unep_region"]

    client.post(
        url,
        {
            "kind": partner.kind,
            "country": there.pk,
            "unep_region": shown,
            "reason": "It moved.",
        },
    )

    partner.refresh_from_db()
    assert (partner.country, partner.unep_region) == (there, there.unep_region)


def test_nobody_is_a_partner_since_a_day_after_the_year_of_the_record(as_user, secretariat):
    answer = enter(as_user(secretariat), since="2015-01-01", on_record_by="2014")

    assert answer.status_code == 422
    assert "on record by a year before this day" in answer.content.decode()


@pytest.mark.parametrize(
    ("since", "year", "says"),
    [
        (today() + timedelta(days=1), None, "an earlier day"),
        (None, today().year + 1, "no year that is still to come"),
        (date(2015, 1, 1), 2014, "a year before this day"),
    ],
)
def test_no_day_and_year_that_cannot_be_are_entered_past_the_form(
    secretariat, since, year, says
):
    with pytest.raises(RuleRefusedError, match=says) as refusal:
        partners.enter(
            name="Example Foundation",
            kind="ngo",
            country=None,
            unep_region="",
            evidence="E1",
            source="Sample register",
            since=since,
            on_record_by=year,
            by=secretariat,
        )

    assert (refusal.value.clause, refusal.value.status) == ("A1-2e", 422)
    assert not Partner.objects.exists()


FACTS = {"kind": "ngo", "country": None, "unep_region": ""}
NAMING = [
    lambda partner, by: partners.enter(
        name="Example Foundation",
        **FACTS,
        evidence="E1",
        source="Sample register",
        since=None,
        on_record_by=2014,
        by=by,
    ),
    lambda partner, by: partners.edit(partner, **FACTS, reason="It moved.", by=by),
    lambda partner, by: partners.rename(partner, "Sample", reason="New name.", by=by),
]


@pytest.mark.parametrize("name_it", NAMING)
def test_two_who_name_partners_at_the_same_time_come_one_after_the_other(
    name_it, secretariat, another_session
):
    partner = PartnerFactory.create()
    another_session.execute(
        "SELECT pg_advisory_xact_lock(hashtext('slug of partners.Partner'))"
    )

    connection.cursor().execute("SET LOCAL lock_timeout = '50ms'")

    with pytest.raises(OperationalError, match="lock timeout"), transaction.atomic():
        name_it(partner, secretariat)


def test_what_a_partner_says_of_itself_is_found_and_its_names_are_open_data(client):
    partner = PartnerFactory.create(name="Example Lake Institute", seat="Lima")
    partner.other_names.create(language="es", name="Instituto Ejemplo del Lago")
    PartnerProfile.objects.create(partner=partner, expertise="Isotope analysis of fish")
    index.refresh("partner", [partner.pk])

    found = client.get("/search/", {"q": "isotope"}).text
    row = json.loads(client.get("/data/partners.json").getvalue())

    assert "Example Lake Institute" in found
    [told] = [each for each in row["rows"] if each["slug"] == partner.slug]
    assert (told["seat"], told["other_names"]) == (
        "Lima",
        ["Instituto Ejemplo del Lago"],
    )
