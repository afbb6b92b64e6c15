"""Donors of plans are looked up by hand, for all versions (A2-VII-1, R-80)."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from areas import worklist
from areas.actions import donors
from areas.acts import Act
from areas.models import DonorMatch, PlanKey, PotentialDonor
from areas.reading import donor_matches
from gmp_portal import ledger
from gmp_portal.workflow import GoneError, RuleRefusedError
from partners.actions import merges
from partners.models import Funder
from tests.factories.areas import DonorMatchFactory, PlanFactory, advance
from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def donor():
    plan = PlanFactory.create(complete=True)
    plan.donors.all().delete()
    return PotentialDonor.objects.create(plan=plan, name="Sample Fund", kind="donor")


def page_of(donor):
    return reverse("areas:donor_match", args=[donor.key.code])


def answer_with(client, donor, said):
    """Send the form as the page of this moment has it."""
    version = client.get(page_of(donor)).context["token"]
    return client.post(page_of(donor), said | {"version": version})


def funder(name="Sample Fund", **facts):
    return Funder.objects.create(name=name, kind="bank", **facts)


@pytest.mark.parametrize(
    ("called", "reason"),
    [
        ("Sample Fund", "the same name"),
        ("SAMPLE FUND", "the same name"),
        ("Fund, Sample", "the same words, abbreviated or in another order"),
        ("Sample Funds of Kenya", "one name is part of the other"),
        ("SFK", "a short, former or other name"),
    ],
)
def test_partners_are_proposed_with_the_reason(called, reason):
    partner = PartnerFactory.create(name="Sample Fund", short_name="SFK")
    if reason.startswith("one name"):
        partner.name = "Sample Funds"
        partner.save()

    proposed = donor_matches.proposals(called)

    assert (proposed[0].record, proposed[0].reasons) == (partner, [reason])


def test_funders_are_proposed_by_their_other_names():
    known = funder("Global facility", other_names="Sample Fund\nSF")

    proposed = donor_matches.proposals("Sample fund")

    assert [each.record for each in proposed] == [known]


def test_the_likeliest_comes_first_and_nobody_is_matched(donor, as_user, secretariat):
    near, same = funder("Sample Fonds"), funder()

    page = as_user(secretariat).get(page_of(donor))

    assert [each.record for each in page.context["proposals"]] == [same, near]
    assert not DonorMatch.objects.exists()


def test_an_officer_says_who_it_is_and_it_holds_for_the_next_version(
    donor, as_user, secretariat
):
    partner = PartnerFactory.create(name="Sample Fund")
    client = as_user(secretariat)
    answer_with(client, donor, {"choice": f"partner:{partner.pk}"})
    advance(donor.plan, "published")

    page = client.get(donor.plan.get_absolute_url()).content.decode()

    made = DonorMatch.objects.get(key=donor.key)
    assert (made.partner, made.matched_by) == (partner, secretariat)
    assert f'<a href="{partner.get_absolute_url()}">Sample Fund</a>' in page
    assert [each.kind for each in ledger.trail(donor.key)] == [Act.DONOR_MATCHED]


def test_a_funder_is_named_and_not_linked(client, donor):
    advance(donor.plan, "published")
    DonorMatchFactory.create(
        key=donor.key, name="Sample Fund", partner=None, funder=funder()
    )

    page = client.get(donor.plan.get_absolute_url()).content.decode()

    assert "Sample Fund" in page
    assert ">Sample Fund</a>" not in page


def test_a_funder_that_became_a_partner_is_linked(client, donor):
    advance(donor.plan, "published")
    partner = PartnerFactory.create()
    DonorMatchFactory.create(
        key=donor.key, name="Sample Fund", partner=None, funder=funder(partner=partner)
    )

    page = client.get(donor.plan.get_absolute_url()).content.decode()

    assert f'<a href="{partner.get_absolute_url()}">Sample Fund</a>' in page


def test_a_donor_that_is_called_otherwise_is_not_linked_any_more(client, donor):
    match = DonorMatchFactory.create(key=donor.key, name="Sample Fund")
    PotentialDonor.objects.filter(pk=donor.pk).update(name="Another bank")
    advance(donor.plan, "published")

    page = client.get(donor.plan.get_absolute_url()).content.decode()

    assert match.partner.get_absolute_url() not in page


def test_none_of_these_is_an_answer(donor, as_user, secretariat):
    answer_with(as_user(secretariat), donor, {"choice": "none"})

    assert DonorMatch.objects.get().is_none
    assert not donor_matches.unmatched(donor_matches.donors()).exists()


def test_another_partner_is_named(donor, as_user, secretariat):
    partner = PartnerFactory.create(name="Quite another institute")

    said = {"choice": "other", "partner": "Quite another institute"}
    answer_with(as_user(secretariat), donor, said)

    assert DonorMatch.objects.get().partner == partner


def test_what_another_officer_noted_meanwhile_stays(donor, as_user, secretariat):
    partner = PartnerFactory.create(name="Sample Fund")
    client = as_user(secretariat)
    version = client.get(page_of(donor)).context["token"]
    donors.match(donor.key, partner=partner, by=secretariat)

    answer = client.post(page_of(donor), {"choice": "none", "version": version})

    assert answer.status_code == 409
    assert "changed meanwhile in another window" in answer.content.decode()
    assert answer.context["form"]["choice"].value() == "none"
    assert DonorMatch.objects.get().partner == partner


@pytest.mark.parametrize(
    "said", [{}, {"choice": "partner:0"}, {"choice": "other", "partner": ""}]
)
def test_what_names_nobody_is_refused(donor, as_user, secretariat, said):
    answer = as_user(secretariat).post(page_of(donor), said)

    assert answer.status_code == 422
    assert not DonorMatch.objects.exists()


def test_the_same_answer_again_changes_nothing(donor, secretariat):
    donors.match(donor.key, by=secretariat)

    donors.match(donor.key, by=secretariat)

    assert ledger.trail(donor.key).count() == 1


def test_a_donor_is_a_partner_or_a_funder_and_not_both(donor, secretariat):
    both = {"partner": PartnerFactory.create(), "funder": funder()}

    with pytest.raises(RuleRefusedError, match="not both"):
        donors.match(donor.key, **both, by=secretariat)

    assert not DonorMatch.objects.exists()


def test_a_donor_that_is_gone_meanwhile_is_not_matched(donor, secretariat):
    key = PlanKey(pk=donor.key.pk + 1000, kind=PlanKey.Kind.DONOR)

    with pytest.raises(GoneError):
        donors.match(key, by=secretariat)

    assert not DonorMatch.objects.exists()


def test_only_the_secretariat_looks_donors_up(donor, as_user):
    client = as_user(donor.plan.area.lead_terms.get().person)
    addresses = (reverse("areas:donor_list"), page_of(donor))

    assert [client.get(each).status_code for each in addresses] == [403, 403]


def test_the_list_is_filtered_by_what_was_said(donor, as_user, secretariat):
    matched = DonorMatchFactory.create()
    client = as_user(secretariat)
    asked = {
        "": {donor.key, matched.key},
        "state=open": {donor.key},
        "state=partner": {matched.key},
        "state=funder": set(),
        "state=none": set(),
        f"area={donor.plan.area.slug}": {donor.key},
    }

    shown = {
        query: set(client.get(reverse("areas:donor_list") + f"?{query}").context["page"])
        for query in asked
    }

    assert shown == asked


def test_the_desk_tells_how_many_are_to_be_looked_up(donor):
    tasks = [task for tasks in worklist.desk_queue().values() for task in tasks]

    assert "Look up who 1 donor of a plan is" in [task.title for task in tasks]


@pytest.mark.parametrize(
    ("called", "is_none", "is_asked"),
    [
        ("Another bank", False, True),
        ("Another bank", True, True),
        ("SAMPLE FUND", False, False),
    ],
)
def test_a_donor_that_a_plan_calls_otherwise_is_looked_up_again(
    donor, as_user, secretariat, called, is_none, is_asked
):
    partner = None if is_none else PartnerFactory.create()
    DonorMatchFactory.create(
        key=donor.key, name="Sample Fund", partner=partner, is_none=is_none
    )
    PotentialDonor.objects.filter(pk=donor.pk).update(name=called)
    client = as_user(secretariat)

    everyone = client.get(reverse("areas:donor_list")).content.decode()
    asked = client.get(reverse("areas:donor_list") + "?state=open").context["page"]
    tasks = [task.title for each in worklist.desk_queue().values() for task in each]

    assert ("Looked up as “Sample Fund”: look again." in everyone) is is_asked
    assert [*asked] == [donor.key] * is_asked
    assert ("Look up who 1 donor of a plan is" in tasks) is is_asked


def test_whoever_looked_again_is_not_asked_any_more(donor, secretariat):
    match = DonorMatchFactory.create(key=donor.key, name="Another bank")

    donors.match(donor.key, partner=match.partner, by=secretariat)

    assert not donor_matches.unmatched(donor_matches.donors()).exists()


def test_a_merge_of_partners_takes_the_match_along(donor, secretariat):
    gone, kept = PartnerFactory.create(), PartnerFactory.create()
    match = DonorMatchFactory.create(key=donor.key, name="Sample Fund", partner=gone)

    merges.make(kept, gone, reason="One organization.", by=secretariat)

    match.refresh_from_db()
    assert match.partner == kept


def test_a_match_says_one_thing():
    with pytest.raises(IntegrityError, match="donor_match_says_one_thing"):
        DonorMatchFactory.create(is_none=True)
