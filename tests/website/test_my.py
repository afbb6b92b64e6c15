"""My work: what waits, what one has taken of the desk, one's partners and letters (B2-3)."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from gmp_portal import ledger
from gmp_portal.accounts import offices
from gmp_portal.accounts.models.terms import today
from gmp_portal.ui import paging
from gmp_portal.ui.worklist import key_of
from gmp_portal.website.actions import holdings
from tests.factories.advisory_group import ChairTermFactory
from tests.factories.areas import LeadTermFactory, MembershipFactory
from tests.factories.partners import LetterFactory, RepresentativeFactory
from tests.factories.reporting import CycleFactory

pytestmark = pytest.mark.django_db


def _my(client, **query):
    return client.get(reverse("website:my"), query).content.decode()


def _in_order(page, *words):
    places = [page.index(word) for word in words]
    return places == sorted(places)


def test_work_taken_from_the_desk_stands_in_ones_own_work(secretariat, as_user):
    letter = LetterFactory(submitted=True, organisation="Example Watch")
    LetterFactory(submitted=True, organisation="Sample Works")
    holdings.take(key_of("letters", ledger.subject_of(letter)), by=secretariat)

    page = _my(as_user(secretariat))

    assert "Example Watch" in page
    assert "Sample Works" not in page
    assert "1 piece of work on the desk is with you" in page
    assert f'href="{reverse("website:desk")}?held=me"' in page
    assert "Nothing is due." not in page


def test_who_took_nothing_is_not_asked_to_look_at_the_desk(secretariat, as_user):
    LetterFactory(submitted=True)

    page = _my(as_user(secretariat))

    assert "Nothing is due." in page
    assert "?held=me" not in page


def test_open_letters_come_first_and_the_rest_is_on_the_next_page(person, as_user):
    LetterFactory(submitted=True, sender=person, organisation="In the works")
    for number in range(10):
        LetterFactory(declined=True, sender=person, organisation=f"Declined {number}")
    client = as_user(person)

    first, second = _my(client), _my(client, letters=2)

    assert _in_order(first, "In the works", "Declined 9", "Declined 1")
    assert "Letters 1 to 10 of 11" in first
    assert "Declined 0" not in first
    assert "letters=2" in first
    assert "Declined 0" in second


def test_of_many_partners_the_rest_is_on_the_next_page(person, as_user):
    for number in range(10, 22):
        RepresentativeFactory(person=person, partner__name=f"Example Works {number}")
    client = as_user(person)

    first, second = _my(client), _my(client, partners=2)

    tables = [
        page.split('<h2 id="partners">')[1].split("</table>")[0] for page in (first, second)
    ]
    shown = [re.findall(r"Example Works (\d+)", table) for table in tables]
    assert shown == [[str(number) for number in range(10, 20)], ["20", "21"]]
    assert 'aria-label="Pages of “My partners”"' in first
    assert "partners=2#partners" in first
    assert '<span class="cnt">12</span>' in tables[0]


def test_of_many_roles_the_rest_is_on_the_next_page(person, as_user):
    for number in range(10, 22):
        RepresentativeFactory(person=person, partner__name=f"Example Works {number}")
    client = as_user(person)

    first, second = _my(client), _my(client, roles=2)

    panels = [
        page.split('<h2 id="roles">')[1].split("</section>")[0] for page in (first, second)
    ]
    roles = [set(re.findall(r"Example Works \d+", panel)) for panel in panels]
    assert list(map(len, roles)) == [10, 2]
    assert not roles[0] & roles[1]
    assert '<span class="cnt">12</span>' in panels[0]


def test_of_much_work_the_rest_is_on_the_next_page(person, as_user):
    for number in range(10, 10 + paging.PER_PAGE + 2):
        LetterFactory(asked=True, sender=person, organisation=f"Example Works {number}")
    client = as_user(person)

    first, second = _my(client), _my(client, page=2)

    work = [set(re.findall(r"Example Works \d+", page)) for page in (first, second)]
    assert list(map(len, work)) == [paging.PER_PAGE, 2]
    assert not work[0] & work[1]


def test_a_letter_that_waits_is_told_of_below_the_others(person, as_user):
    LetterFactory(asked=True, sender=person)
    LetterFactory(submitted=True, sender=person)

    page = _my(as_user(person))

    assert "One more letter waits for you and stands above" in page


@pytest.mark.parametrize(
    ("who", "offered"), [("person", True), ("secretariat", False), ("admin", False)]
)
def test_who_works_at_the_desk_is_not_asked_to_become_a_partner(
    request, as_user, who, offered
):
    page = _my(as_user(request.getfixturevalue(who)))

    assert (f'btn-outline" href="{reverse("partners:join")}"' in page) is offered


def test_ones_own_roles_do_not_repeat_ones_own_name(person, as_user):
    person.name = "Vera Sample"
    person.save()
    speaker = RepresentativeFactory(person=person, partner__name="Example Watch")
    lead = LeadTermFactory(person=person)
    chair = ChairTermFactory(person=person)

    roles = [term.as_role for term in (speaker, lead, chair)]
    page = _my(as_user(person)).partition("My roles")[2].partition("</section>")[0]

    assert roles == [
        "Focal point, <bdi>Example Watch</bdi>",
        f"Lead, {lead.area}",
        "Chair, Advisory Group",
    ]
    assert "Vera Sample" not in page
    assert all(role in page for role in roles[:2])


def test_ones_own_roles_lead_to_where_they_are_held(person, as_user):
    speaker = RepresentativeFactory(person=person)
    lead = LeadTermFactory(person=person)
    chair = ChairTermFactory(person=person)

    roles = _my(as_user(person)).partition("My roles")[2].partition("</section>")[0]

    for term in (speaker, lead, chair):
        assert f'href="{term.get_absolute_url()}">' in roles


def test_ones_own_roles_take_the_same_queries_however_many(
    person, django_assert_num_queries
):
    RepresentativeFactory.create_batch(3, person=person)
    LeadTermFactory.create_batch(3, person=person)

    with django_assert_num_queries(1):
        roles = [
            (term.as_role, term.get_absolute_url())
            for term in offices.current_terms(person)
        ]

    assert len(roles) >= 6


def test_who_has_nothing_to_do_reads_when_the_next_report_is_due(person, as_user):
    far = today() + timedelta(days=400)
    partner = RepresentativeFactory(person=person).partner
    MembershipFactory(partner=partner)
    before = _my(as_user(person))
    cycle = CycleFactory(progress_due_on=far, area_due_on=far + timedelta(days=30))

    after = _my(as_user(person))

    assert "Your next report is due on" not in before
    assert f"Your next report is due on {date_format(cycle.progress_due_on)}" in after
