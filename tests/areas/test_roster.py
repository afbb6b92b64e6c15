"""The partners of an area as a file, and their people for those who work in it (A1-6d-iii)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gmp_portal import dates
from gmp_portal.ledger.models import Entry
from tests import open_data
from tests.factories.areas import (
    AreaFactory,
    LeadTermFactory,
    MembershipFactory,
    lead_of,
    member_of,
)
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.factories.reference import CountryFactory

pytestmark = pytest.mark.django_db


def public(client, area):
    return client.get(reverse("areas:area_roster", args=[area.slug]))


def with_people(client, area):
    address = reverse("areas:area_roster_people", args=[area.slug])
    return client.post(address, {"xlsx": "1"})


def book_of(answer):
    assert answer.status_code == 200
    return open_data.workbook(open_data.content_of(answer))


def rows_of(answer):
    """The rows of the first sheet, without its headings."""
    return [*book_of(answer).worksheets[0].iter_rows(min_row=2, values_only=True)]


def about(answer):
    return dict(book_of(answer).worksheets[1].iter_rows(values_only=True))


def person_of(area, **fields):
    """Somebody of a partner of the area, beside those of its other partners."""
    partner = MembershipFactory.create(area=area).partner
    return RepresentativeFactory.create(partner=partner, **fields)


# What everybody may have ----------------------------------------------------------------


def test_partners_stand_with_kind_country_and_since_when(client):
    area = AreaFactory.create()
    country = CountryFactory.create()
    partner = PartnerFactory.create(
        name="示例协会", participation=None, kind="ngo", country=country
    )
    MembershipFactory.create(area=area, partner=partner, since=date(2024, 3, 1))

    [row] = rows_of(public(client, area))

    assert row[:2] == ("示例协会", partner.get_kind_display())
    assert row[2] == str(country)
    assert row[3].date() == date(2024, 3, 1)
    assert row[5].endswith(partner.get_absolute_url())


def test_former_and_unconfirmed_partners_are_left_out(client):
    area = AreaFactory.create()
    MembershipFactory.create(area=area, until=date(2025, 1, 1))
    MembershipFactory.create(area=area, partner__status="inactive")
    MembershipFactory.create()

    assert rows_of(public(client, area)) == []


def test_the_file_says_of_which_day_it_is_and_who_leads(client):
    term = LeadTermFactory.create(person__name="Sample Lead")

    answer = public(client, term.area)
    facts, [row] = about(answer), rows_of(public(client, term.area))

    assert facts["Day"] == dates.today().isoformat()
    assert facts["Area"] == term.area.name
    assert facts["Lead"].startswith("Sample Lead")
    assert row[4].startswith("Sample Lead")


def test_no_name_and_no_address_of_people_is_public(client, as_user, secretariat):
    area = AreaFactory.create()
    person_of(
        area,
        person__name="Sample Person",
        consented_at=timezone.now(),
        mail_consented_at=timezone.now(),
    )

    texts = [
        str(rows_of(public(reader, area))) for reader in (client, as_user(secretariat))
    ]

    assert [("Sample Person" in text, "@" in text) for text in texts] == [
        (False, False),
        (False, False),
    ]


@pytest.mark.parametrize("name", ["=1+1", "+41", "-2", "@cmd"])
def test_a_name_that_looks_like_a_formula_stays_a_text(client, name):
    area = AreaFactory.create()
    partner = PartnerFactory.create(name=name, participation=None)
    MembershipFactory.create(area=area, partner=partner)

    cell = book_of(public(client, area)).worksheets[0]["A2"]

    assert (cell.value, cell.data_type) == (name, "s")


@pytest.mark.parametrize("status", ["proposed", "closed"])
def test_an_area_that_is_not_established_has_no_roster(as_user, secretariat, status):
    area = AreaFactory.create(status=status)

    assert public(as_user(secretariat), area).status_code == 404


# What those who work in the area may have -----------------------------------------------


def test_a_lead_reads_the_names_that_are_public_and_of_others_the_role(as_user):
    area = AreaFactory.create()
    said = person_of(area, person__name="Public Person", consented_at=timezone.now())
    silent = person_of(area, person__name="Silent Person")

    rows = rows_of(with_people(as_user(lead_of(area)), area))

    by_partner = {row[0]: row[3:7] for row in rows}
    role = said.get_role_display()
    assert by_partner[said.partner.full_name] == ("Public Person", role, None, None)
    assert by_partner[silent.partner.full_name] == ("Name not public", role, None, None)


def test_addresses_stand_there_with_a_consent_of_their_own(as_user):
    area = AreaFactory.create()
    now = timezone.now()
    term = person_of(
        area, consented_at=now, mail_consented_at=now, phone="+41 22 555 01 00"
    )

    rows = rows_of(with_people(as_user(lead_of(area)), area))

    [mail] = [row[5:7] for row in rows if row[0] == term.partner.full_name]
    assert mail == (term.person.email, None)


def test_one_reads_all_names_of_the_own_partner(as_user):
    area = AreaFactory.create()
    own = person_of(area, person__name="Own Person")
    person_of(area, person__name="Other Person")

    names = {row[3] for row in rows_of(with_people(as_user(own.person), area))}

    assert names == {"Own Person", "Name not public"}


def test_the_secretariat_reads_all_names(as_user, secretariat):
    area = AreaFactory.create()
    person_of(area, person__name="Silent Person")

    names = {row[3] for row in rows_of(with_people(as_user(secretariat), area))}

    assert names == {"Silent Person"}


def test_a_partner_without_people_stands_there_all_the_same(as_user, secretariat):
    area = AreaFactory.create()
    partner = MembershipFactory.create(area=area).partner

    [row] = rows_of(with_people(as_user(secretariat), area))

    assert row[0] == partner.full_name
    assert row[3:7] == (None, None, None, None)


def test_the_ledger_keeps_who_took_people_along(as_user):
    area = AreaFactory.create()
    lead = lead_of(area)

    with_people(as_user(lead), area)

    entry = Entry.objects.get(kind="contacts.exported")
    assert (entry.actor_id, entry.body["filters"]) == (lead.pk, f"Area: {area.slug}")
    assert about(with_people(as_user(lead), area))["For"].startswith("Not public")


def test_whoever_is_of_another_area_does_not_get_the_people(client, as_user):
    area, other = AreaFactory.create(), AreaFactory.create()
    member_of(area)

    refused = with_people(as_user(lead_of(other)), area)
    visitor = with_people(client, area)

    assert refused.status_code == 403
    assert visitor.status_code == 302
    assert not Entry.objects.filter(kind="contacts.exported").exists()


def test_a_form_that_asks_for_no_file_is_refused_and_leaves_no_trace(as_user):
    area = AreaFactory.create()
    client = as_user(lead_of(area))

    answer = client.post(reverse("areas:area_roster_people", args=[area.slug]))

    assert answer.status_code == 422
    assert not Entry.objects.filter(kind="contacts.exported").exists()


def test_many_partners_are_read_with_as_many_queries_as_one(as_user):
    area = AreaFactory.create()
    client = as_user(lead_of(area))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            rows_of(with_people(client, area))
        return len(captured)

    person_of(area)
    queries()
    for_one = queries()
    for _number in range(3):
        person_of(area)

    assert queries() == for_one


def test_the_page_of_the_area_offers_each_to_whom_it_is_for(client, as_user):
    area = AreaFactory.create()
    lead = lead_of(area)
    people = reverse("areas:area_roster_people", args=[area.slug])
    roster = reverse("areas:area_roster", args=[area.slug])

    pages = [reader.get(area.get_absolute_url()).text for reader in (client, as_user(lead))]

    assert [roster in page for page in pages] == [True, True]
    assert [people in page for page in pages] == [False, True]
