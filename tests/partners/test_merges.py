"""Two entries of one organization become one, and are taken apart again (C16, R-55, R-56)."""

import json
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from gmp_portal import ledger, rounds
from gmp_portal.accounts import merging, offices
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.notifications.models import Message
from gmp_portal.website.demo.sessions import as_before
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from partners import permissions
from partners.actions import introductions, merges, partners
from partners.models import (
    Distinction,
    FormerName,
    Funder,
    Merge,
    OtherName,
    Partner,
    PartnerProfile,
    Pledge,
    Representative,
)
from partners.reading import duplicate_pairs, quality, signs, silence
from tests.factories.accounts import UserFactory
from tests.factories.areas import LeadTermFactory, MembershipFactory
from tests.factories.partners import (
    JoinRequestFactory,
    LetterFactory,
    ParticipationFactory,
    PartnerFactory,
    PartnerInvitationFactory,
    PartnerStatementFactory,
    RepresentativeFactory,
    SilenceQuestionFactory,
)
from tests.factories.reference import CountryFactory

pytestmark = pytest.mark.django_db
WHY = "Both send from one office."


@pytest.fixture
def officer():
    return UserFactory.create(officer=True)


@pytest.fixture
def kept():
    return PartnerFactory.create(name="Example Mercury Group")


@pytest.fixture
def gone():
    return PartnerFactory.create(name="Example Mercury Working Group", short_name="EMWG")


def merged(kept, gone, officer):
    record = merges.make(kept, gone, reason=WHY, by=officer)
    for each in (kept, gone):
        each.refresh_from_db()
    return record


def clause_of(caught):
    return caught.value.clause


# Which keys there are ----------------------------------------------------------------------


def test_every_key_to_a_partner_says_what_becomes_of_it():
    """A new key to Partner fails here until its app says in ``merging`` what a merge does."""
    keys = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is Partner
    }

    assert {key.name for key in merging.keys_to(Partner)} == keys


def test_every_key_moves_its_rows_or_says_why_they_stay():
    for key in merging.keys_to(Partner):
        assert key.stays or key.moving is merging.every, key.name


# What goes over ------------------------------------------------------------------------------


def test_the_address_of_a_merged_entry_leads_to_the_one_that_stays(
    client, kept, gone, officer
):
    address = gone.get_absolute_url()
    merged(kept, gone, officer)

    response = client.get(address)

    assert (response.status_code, response["Location"]) == (301, kept.get_absolute_url())
    assert "Example Mercury Working Group stood in the register" in (
        client.get(kept.get_absolute_url()).content.decode()
    )


def test_a_merged_entry_stands_in_the_register_no_more_and_is_not_deleted(
    kept, gone, officer
):
    merged(kept, gone, officer)

    assert not Partner.objects.filter(pk=gone.pk).exists()
    assert Partner.with_merged.get(pk=gone.pk).merged_into == kept


def test_the_entry_that_stays_is_found_by_all_names_of_both(kept, gone, officer):
    FormerName.objects.create(partner=gone, name="Example Quicksilver Circle")

    merged(kept, gone, officer)

    for name in ("Example Mercury Working Group", "EMWG", "Example Quicksilver Circle"):
        assert list(Partner.objects.that_look_like(name, None)) == [kept]


def test_people_speak_for_the_entry_that_stays_with_their_rights(kept, gone, officer):
    term = RepresentativeFactory.create(partner=gone)

    merged(kept, gone, officer)

    term.refresh_from_db()
    assert term.partner == kept
    assert permissions.represents(term.person, kept)
    assert not permissions.represents(term.person, gone)


def test_whoever_belongs_to_both_keeps_the_role_in_the_entry_that_stays(
    kept, gone, officer
):
    own = RepresentativeFactory.create(partner=kept, role="contributor")
    other = RepresentativeFactory.create(partner=gone, person=own.person)

    merged(kept, gone, officer)

    other.refresh_from_db()
    assert (other.partner, other.has_ended) == (gone, True)
    assert other.ended_reason == "The entry was merged into another one."
    assert not permissions.represents(own.person, kept)


def test_a_term_of_both_that_began_today_keeps_its_day(kept, gone, officer):
    own = RepresentativeFactory.create(partner=kept)
    new = days(today(), today())
    other = RepresentativeFactory.create(partner=gone, person=own.person, period=new)

    merged(kept, gone, officer)

    other.refresh_from_db()
    assert other.period == new


def test_periods_become_one_that_begins_with_the_earlier_day(officer):
    kept = PartnerFactory.create(since=date(2022, 1, 1), participation=None)
    gone = PartnerFactory.create(since=date(2019, 1, 1), participation=None)
    ParticipationFactory.create(partner=kept, period=days(date(2022, 1, 1), None))
    ParticipationFactory.create(partner=gone, period=days(date(2020, 5, 1), None))
    before = ParticipationFactory.create(
        partner=gone, period=days(date(2019, 1, 1), date(2019, 12, 31))
    )

    merged(kept, gone, officer)

    before.refresh_from_db()
    assert before.partner == kept
    assert kept.since == date(2019, 1, 1)
    assert date(2020, 5, 1) in {row.starts_on for row in kept.participations.all()}


def test_a_period_grows_into_no_other_one(officer):
    kept = PartnerFactory.create(participation=None)
    gone = PartnerFactory.create(participation=None)
    ParticipationFactory.create(partner=kept, period=days(date(2022, 1, 1), None))
    ParticipationFactory.create(
        partner=kept, period=days(date(2020, 1, 1), date(2020, 12, 31))
    )
    ParticipationFactory.create(partner=gone, period=days(date(2019, 1, 1), None))

    merged(kept, gone, officer)

    starts = {row.starts_on for row in kept.participations.all()}
    assert starts == {date(2022, 1, 1), date(2019, 1, 1)}


def periods_after(kept_periods, gone_periods, officer):
    entries = [PartnerFactory.create(participation=None) for _each in range(2)]
    for entry, periods in zip(entries, (kept_periods, gone_periods), strict=True):
        for first, last in periods:
            period = days(date(first, 1, 1), last and date(last, 12, 31))
            ParticipationFactory.create(partner=entry, period=period)
    merged(*entries, officer)
    rows = entries[0].participations.order_by("period")
    return [(row.starts_on.year, row.ends_on and row.ends_on.year) for row in rows]


@pytest.mark.parametrize(
    ("kept_periods", "gone_periods", "after"),
    [
        # The later end goes over,
        ([(2015, 2018), (2023, None)], [(2016, 2020)], [(2015, 2020), (2023, None)]),
        # up to the next period of the entry that stays,
        ([(2015, 2018), (2021, None)], [(2016, 2022)], [(2015, 2020), (2021, None)]),
        ([(2015, 2018), (2021, None)], [(2016, None)], [(2015, 2020), (2021, None)]),
        # but whether it takes part today is not changed by the other.
        ([(2015, 2018)], [(2016, None)], [(2015, 2018)]),
    ],
)
def test_no_year_in_which_either_took_part_is_lost(
    officer, kept_periods, gone_periods, after
):
    assert periods_after(kept_periods, gone_periods, officer) == after


def test_of_two_memberships_in_an_area_the_earlier_goes_on(kept, gone, officer):
    own = MembershipFactory.create(partner=kept, since=date(2024, 3, 1))
    twin = MembershipFactory.create(partner=gone, area=own.area, since=date(2023, 3, 1))
    other = MembershipFactory.create(partner=gone)

    merged(kept, gone, officer)

    for row in (own, twin, other):
        row.refresh_from_db()
    assert (own.since, own.until) == (date(2023, 3, 1), None)
    assert (twin.partner, twin.until) == (gone, today())
    assert other.partner == kept


def test_a_lead_goes_on_for_the_entry_that_stays(kept, gone, officer):
    term = LeadTermFactory.create(partner=gone)

    merged(kept, gone, officer)

    term.refresh_from_db()
    assert term.partner == kept


def test_letters_stay_as_they_were_and_are_shown_with_the_entry_that_stays(client, officer):
    letter = LetterFactory.create(published=True)
    gone = letter.partner
    kept = PartnerFactory.create(name="Example that stays")
    speaker = RepresentativeFactory.create(partner=kept).person

    merged(kept, gone, officer)

    letter.refresh_from_db()
    assert letter.partner == gone
    assert letter.get_absolute_url() in client.get(kept.get_absolute_url()).content.decode()
    assert letter in type(letter).objects.open_to(speaker)


def test_names_in_languages_that_the_other_lacks_go_over(kept, gone, officer):
    OtherName.objects.create(partner=kept, language="fr", name="Groupe du mercure")
    OtherName.objects.create(partner=gone, language="fr", name="Cercle du mercure")
    OtherName.objects.create(partner=gone, language="es", name="Grupo del mercurio")

    merged(kept, gone, officer)

    names = kept.other_names.values_list("language", "name")
    assert set(names) == {("fr", "Groupe du mercure"), ("es", "Grupo del mercurio")}
    assert list(Partner.objects.that_look_like("Cercle du mercure", None)) == [kept]
    assert not kept.former_names.filter(name="Grupo del mercurio").exists()


def test_a_profile_and_a_funder_go_over_where_the_other_has_none(kept, gone, officer):
    PartnerProfile.objects.create(partner=gone, purpose="Less mercury.")
    funder = Funder.objects.create(name="Example Fund", kind="foundation", partner=gone)

    merged(kept, gone, officer)

    funder.refresh_from_db()
    assert (kept.profile.purpose, funder.partner) == ("Less mercury.", kept)


def test_of_two_profiles_one_stays_and_takes_what_it_lacks(kept, gone, officer):
    PartnerProfile.objects.create(partner=kept, purpose="No mercury.")
    PartnerProfile.objects.create(partner=gone, purpose="Less.", expertise="Analysis.")
    funders = [
        Funder.objects.create(name=f"Fund {entry.pk}", kind="foundation", partner=entry)
        for entry in (kept, gone)
    ]

    record = merged(kept, gone, officer)

    profile = PartnerProfile.objects.get(partner=kept)
    assert (profile.purpose, profile.expertise) == ("No mercury.", "Analysis.")
    assert [Funder.objects.get(pk=each.pk).partner_id for each in funders] == [
        kept.pk,
        gone.pk,
    ]
    merges.undo(record, by=officer)
    profile.refresh_from_db()
    assert profile.expertise == ""


def test_the_link_that_introduces_others_ends(kept, gone, officer):
    link = introductions.make(gone, by=officer)

    merged(kept, gone, officer)

    link.refresh_from_db()
    assert link.revoked_by == officer


def test_who_was_merged_before_is_shown_with_the_last_one(kept, gone, officer):
    first = PartnerFactory.create(name="Example Origin")
    merged(gone, first, officer)

    merged(kept, gone, officer)

    first.refresh_from_db()
    assert first.merged_into == kept


def test_the_ledger_tells_of_both(kept, gone, officer):
    merged(kept, gone, officer)

    told = [[entry.kind for entry in ledger.trail(partner)][:1] for partner in (kept, gone)]
    assert told == [["partner.merged"], ["partner.merged_into"]]


def test_what_the_merged_entry_went_through_stands_with_the_merge(
    as_user, kept, gone, officer
):
    partners.rename(gone, "Example Quicksilver Circle", reason="It was wrong.", by=officer)
    record = merged(kept, gone, officer)

    page = as_user(officer).get(record.get_absolute_url()).text

    assert "It was wrong." in page
    assert "Changes of the entry that was merged" in page
    assert "Example Mercury Working Group" in page


def test_the_people_of_both_hear_of_it_once(kept, gone, officer):
    both, other, third = (
        RepresentativeFactory.create(partner=entry).person for entry in (kept, gone, kept)
    )
    RepresentativeFactory.create(partner=gone, person=both)

    merged(kept, gone, officer)

    told = Message.objects.filter(template="partners/emails/entries_merged.txt")
    assert sorted(each.recipient_id for each in told) == sorted(
        [both.pk, other.pk, third.pk]
    )


# What is refused -----------------------------------------------------------------------------


def open_letter(kept, gone):
    LetterFactory.create(submitted=True, organisation=gone.name)


def letter_to_publish(kept, gone):
    LetterFactory.create(confirmed=True, partner=gone)


def request(kept, gone):
    JoinRequestFactory.create(partner=gone)


def invitation(kept, gone):
    PartnerInvitationFactory.create(partner=gone)


def statement(kept, gone):
    PartnerStatementFactory.create(partner=gone)


def statement_of_the_other(kept, gone):
    PartnerStatementFactory.create(partner=kept)


def question(kept, gone):
    SilenceQuestionFactory.create(partner=gone)


def question_of_the_other(kept, gone):
    SilenceQuestionFactory.create(partner=kept)


WAITING = [
    *(open_letter, letter_to_publish, request, invitation),
    *(statement, statement_of_the_other, question, question_of_the_other),
]


@pytest.mark.parametrize("waits", WAITING)
def test_nothing_is_merged_while_something_waits(kept, gone, officer, waits):
    waits(kept, gone)

    with pytest.raises(RuleRefusedError) as caught:
        merges.make(kept, gone, reason=WHY, by=officer)

    assert clause_of(caught) == "R-55"
    assert "still waits" in str(caught.value)


@pytest.mark.parametrize(
    ("of_kept", "of_gone"), [("inactive", ""), ("applicant", ""), ("", "applicant")]
)
def test_the_entry_that_takes_part_stays(officer, of_kept, of_gone):
    kept = PartnerFactory.create(**({of_kept: True} if of_kept else {}))
    gone = PartnerFactory.create(**({of_gone: True} if of_gone else {}))

    with pytest.raises(RuleRefusedError) as caught:
        merges.make(kept, gone, reason=WHY, by=officer)

    assert clause_of(caught) == "R-55"


def test_no_entry_is_merged_with_itself_or_twice(kept, gone, officer):
    merged(kept, gone, officer)

    for first, second in ((kept, kept), (kept, gone), (gone, kept)):
        with pytest.raises(RuleRefusedError) as caught:
            merges.make(first, second, reason=WHY, by=officer)
        assert clause_of(caught) == "R-55"


# Taken apart ---------------------------------------------------------------------------------


def test_taking_apart_puts_back_what_nobody_changed(kept, gone, officer):
    FormerName.objects.create(partner=kept, name="Example Before")
    term = RepresentativeFactory.create(partner=gone)
    both = RepresentativeFactory.create(partner=kept)
    ended = RepresentativeFactory.create(partner=gone, person=both.person)
    own = MembershipFactory.create(partner=kept, since=date(2024, 3, 1))
    twin = MembershipFactory.create(partner=gone, area=own.area, since=date(2023, 3, 1))
    Partner.objects.filter(pk=gone.pk).update(since=date(2020, 1, 1))
    gone.refresh_from_db()
    record = merged(kept, gone, officer)

    merges.undo(record, by=officer)

    for row in (kept, gone, term, ended, own, twin):
        row.refresh_from_db()
    assert record.stayed == []
    assert gone.merged_into is None
    assert (term.partner, ended.period.upper, ended.ended_reason) == (gone, None, "")
    assert (own.since, twin.until) == (date(2024, 3, 1), None)
    assert kept.since == date(2024, 3, 1)
    assert [each.name for each in kept.former_names.all()] == ["Example Before"]
    assert permissions.represents(term.person, gone)
    assert not permissions.represents(term.person, kept)


def test_taking_apart_names_what_was_changed_meanwhile(kept, gone, officer, as_user):
    term = RepresentativeFactory.create(partner=gone)
    other = PartnerFactory.create()
    record = merged(kept, gone, officer)
    Representative.objects.filter(pk=term.pk).update(partner=other)

    page = as_user(officer).post(
        reverse("partners:merge_undo", args=[record.pk]), follow=True
    )

    assert "This was changed meanwhile and stays where it is" in page.content.decode()
    term.refresh_from_db()
    assert term.partner == other


def test_what_the_database_keeps_stays_where_it_is(kept, gone, officer):
    first = RepresentativeFactory.create(partner=gone)
    record = merged(kept, gone, officer)
    # Somebody entered the person anew where he or she would go back to.
    RepresentativeFactory.create(partner=gone, person=first.person)

    merges.undo(record, by=officer)

    first.refresh_from_db()
    assert first.partner == kept
    assert [each["pk"] for each in record.stayed] == [first.pk]


def test_it_can_be_taken_apart_once(kept, gone, officer):
    record = merged(kept, gone, officer)
    merges.undo(record, by=officer)

    with pytest.raises(InvalidTransitionError):
        merges.undo(record, by=officer)


def test_what_was_taken_apart_says_so_in_the_step(kept, gone, officer):
    record = merged(kept, gone, officer)
    merges.undo(record, by=officer)

    refusal = permissions.can_merge_undo.otherwise(record)

    assert record.get_status_display() in refusal.message


def test_after_its_days_it_stays(kept, gone, officer):
    record = merged(kept, gone, officer)
    with as_before(Merge):
        Merge.objects.filter(pk=record.pk).update(
            made_at=timezone.now() - timedelta(days=31)
        )

    with pytest.raises(RuleRefusedError) as caught:
        merges.undo(record, by=officer)

    assert clause_of(caught) == "R-56"


def test_the_later_merge_is_taken_apart_first(kept, gone, officer):
    first = PartnerFactory.create()
    record = merged(gone, first, officer)
    merged(kept, gone, officer)

    with pytest.raises(RuleRefusedError) as caught:
        merges.undo(record, by=officer)

    assert clause_of(caught) == "R-56"


def test_a_name_that_somebody_took_meanwhile_keeps_them_together(kept, gone, officer):
    record = merged(kept, gone, officer)
    partners.rename(kept, gone.name, reason="New statutes", by=officer)

    with pytest.raises(RuleRefusedError) as caught:
        merges.undo(record, by=officer)

    assert clause_of(caught) == "R-56"


# The list ------------------------------------------------------------------------------------


def pairs():
    return [
        (pair.first["pk"], pair.second["pk"])
        for pair in rounds.read(duplicate_pairs.reading())
    ]


def told(one, other):
    return rounds.read(duplicate_pairs.of_two(one, other))


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ({"name": "Zéro Mercury"}, {"name": "Zero mercury", "told_apart": "b"}, "the same name"),
        ({"name": "Oil for 1"}, {"name": "0il for l"}, "a name that looks the same"),
        ({"name": "Example Long Name"}, {"name": "Other", "short_name": "Example Long Name"},
         "a short, former or other name of the other"),
        ({"name": "Example Alliance for Rivers"}, {"name": "Example Alliance for River"},
         "a similar name"),
    ],
)  # fmt: skip
def test_likely_duplicates_are_listed_with_reasons(first, second, reason):
    one, other = (
        PartnerFactory.create(**first),
        PartnerFactory.create(slug="other", **second),
    )
    PartnerFactory.create(name="Something else", kind="industry")

    listed = rounds.read(duplicate_pairs.reading())

    assert [(pair.first["pk"], pair.second["pk"]) for pair in listed] == [
        (one.pk, other.pk)
    ]
    assert reason in ", ".join(listed[0].reasons)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Example Zero Mercury WG", "Example Zero Mercury Working Group"),
        ("Example Ecologic Inst.", "Example Ecologic Institute"),
        ("Example Dental Assoc. Ltd", "Example Dental Association Limited"),
        ("Example Centre for Mercury Research", "Example Center for Mercury Research"),
        ("Example University of Lake Town", "University of Lake Town Example"),
        ("Example Chlor-Alkali Federation", "Example Chloralkali Federation"),
        ("Example Ministry of Environment", "The Example Ministry of the Environment"),
        ("示例汞健康研究所", "示例汞健康研究院"),
        ("示例汞研究所", "示例汞研究院"),
    ],
)
def test_variants_of_a_name_in_one_country_are_listed(first, second):
    country = CountryFactory.create(iso2="KE").pk
    one = PartnerFactory.create(name=first, country_id=country)
    other = PartnerFactory.create(name=second, slug="other", country_id=country)
    PartnerFactory.create(name="Example Zinc Workshop", slug="x", country_id=country)

    assert pairs() == [(one.pk, other.pk)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Example Ministry of Health", "Example Ministry of Mines"),
        ("Example North Coal Studies", "Example South Coal Studies"),
        ("Example Art Network", "Example Air Network"),
        ("Example Mining Council", "Example Mining Company"),
        ("北京示例汞健康协会", "南京示例汞健康协会"),
    ],
)
def test_names_that_only_share_words_are_not_listed(first, second):
    country = CountryFactory.create(iso2="KE").pk
    PartnerFactory.create(name=first, country_id=country)
    PartnerFactory.create(name=second, slug="other", country_id=country)

    assert pairs() == []


def test_a_name_in_another_language_is_one_of_its_names():
    one = PartnerFactory.create(name="Union exemplaire des mineurs")
    other = PartnerFactory.create(name="Example Group")
    OtherName.objects.create(partner=other, language="fr", name=one.name)

    assert pairs() == [(one.pk, other.pk)]
    assert told(one, other).reasons[0] == "a short, former or other name of the other"


def test_site_and_addresses_speak_for_it_and_country_and_kind_against():
    site = "https://www.example.org/"
    for code in ("KE", "PE"):
        CountryFactory.create(iso2=code)
    one = PartnerFactory.create(name="Aaa", website=site, country_id="KE")
    other = PartnerFactory.create(name="Bbb", website=site, country_id="KE")
    third = PartnerFactory.create(name="Ccc", country_id="PE", kind="industry")
    for partner in (one, other, third):
        RepresentativeFactory.create(
            partner=partner, person__email=f"{partner.slug}@office.example.org"
        )

    near, far = told(one, other), told(one, third)

    assert near.reasons == [
        "the same website",
        "people with addresses of the same domain",
        "the same country",
    ]
    assert (near.score, far.score) == (70, 0)
    assert far.reasons[1:] == ["another country", "another kind"]
    assert pairs() == [(one.pk, other.pk)]


def test_what_many_share_says_nothing():
    for number in range(12):
        PartnerFactory.create(name=f"N{number}", website="https://example.com/")

    assert pairs() == []


def test_two_that_were_told_apart_are_not_listed_again(officer, as_user):
    one = PartnerFactory.create(name="Example Ministry", slug="one")
    other = PartnerFactory.create(name="Example Ministry", told_apart="b", slug="other")
    url = reverse("partners:merge_tell_apart", args=[other.slug, one.slug])

    page = as_user(officer).post(url, {"reason": "Two countries."}, follow=True)

    assert "Nobody is asked about these two again." in page.content.decode()
    assert pairs() == []
    again = merges.tell_apart(one, other, reason="Again.", by=officer)
    assert Distinction.objects.get() == again
    assert again.reason == "Two countries."


def test_the_list_leads_to_the_comparison(officer, as_user):
    PartnerFactory.create(name="Example Ministry", slug="one")
    PartnerFactory.create(name="Example Ministry", told_apart="b", slug="other")

    page = as_user(officer).get(reverse("partners:merge_list")).content.decode()

    assert reverse("partners:merge_make", args=["one", "other"]) in page
    assert "the same name" in page


def test_two_others_are_compared_by_their_names(kept, gone, officer, as_user):
    url = reverse("partners:merge_list")

    leads = as_user(officer).get(url, {"kept": kept.name, "gone": gone.short_name})
    same = as_user(officer).get(url, {"kept": kept.name, "gone": kept.name})
    unknown = as_user(officer).get(url, {"kept": "Nobody\0", "gone": ""})

    assert leads["Location"] == reverse("partners:merge_make", args=[kept.slug, gone.slug])
    assert (same.status_code, unknown.status_code) == (422, 422)
    assert "An entry is not merged with itself" in same.content.decode()


def test_what_was_told_apart_is_listed_and_can_be_one_after_all(
    kept, gone, officer, as_user
):
    merges.tell_apart(kept, gone, reason="Two countries.", by=officer)
    first, second = sorted([kept, gone], key=lambda entry: entry.pk)
    url = reverse("partners:merge_make", args=[first.slug, second.slug])

    before = as_user(officer).get(reverse("partners:merge_list")).content.decode()
    merged(kept, gone, officer)
    after = as_user(officer).get(reverse("partners:merge_list")).content.decode()

    assert "Two countries." in before
    assert url in before
    assert url not in after
    assert "One of the two was merged since." in after


# The pages -----------------------------------------------------------------------------------


def test_the_page_tells_what_would_go_over_and_what_stays(kept, gone, officer, as_user):
    RepresentativeFactory.create(partner=gone, person__name="Sample Person")
    LetterFactory.create(published=True, partner=gone)
    url = reverse("partners:merge_make", args=[kept.slug, gone.slug])

    page = as_user(officer).get(url).content.decode()

    assert "1 goes over." in page
    assert "Sample Person" in page
    assert "A letter stays as it was sent and decided." in page


def test_the_page_merges(kept, gone, officer, as_user):
    RepresentativeFactory.create(partner=gone)
    url = reverse("partners:merge_make", args=[kept.slug, gone.slug])

    page = as_user(officer).post(url, {"reason": WHY}, follow=True).content.decode()

    assert "The two entries are one now." in page
    assert "Representatives" in page


def test_without_a_reason_nothing_is_merged(kept, gone, officer, as_user):
    url = reverse("partners:merge_make", args=[kept.slug, gone.slug])

    response = as_user(officer).post(url, {"reason": " "})

    assert response.status_code == 422
    assert not Merge.objects.exists()


def test_the_page_says_what_stands_in_the_way(kept, gone, officer, as_user):
    letter = LetterFactory.create(submitted=True, organisation=gone.name)
    url = reverse("partners:merge_make", args=[kept.slug, gone.slug])

    page = as_user(officer).get(url).content.decode()

    assert "The two cannot be merged now" in page
    assert f"Letter of intent: {letter.reference}, {gone.name}" in page
    assert f'href="{letter.get_absolute_url()}"' in page
    assert "Merge the two" not in page


def test_an_entry_is_not_compared_with_itself(kept, officer, as_user):
    url = reverse("partners:merge_make", args=[kept.slug, kept.slug])

    assert as_user(officer).get(url).status_code == 404


@pytest.mark.parametrize(
    "permission", [permissions.can_merge_make, permissions.can_merge_tell_apart]
)
def test_only_the_secretariat_merges(permission):
    assert not permission(UserFactory.create())


def test_only_the_secretariat_follows_and_takes_apart(kept, gone, officer):
    record = merged(kept, gone, officer)
    focal_point = RepresentativeFactory.create(partner=kept).person

    assert not permissions.can_merge_follow(focal_point, record)
    assert not permissions.can_merge_undo(focal_point, record)
    assert not Merge.objects.visible_to(focal_point).exists()


# What follows the merge ------------------------------------------------------------------------


@pytest.fixture
def letter(officer, kept):
    """A published letter of an entry that was merged into ``kept`` since."""
    letter = LetterFactory.create(published=True)
    merged(kept, letter.partner, officer)
    letter.refresh_from_db()
    return letter


def test_nobody_decides_on_a_letter_of_an_entry_that_one_works_for_now(letter, kept):
    own = UserFactory.create(officer=True)
    RepresentativeFactory.create(partner=kept, person=own)

    assert permissions.is_own(own, letter)
    assert own not in permissions.without_own(offices.secretariat(), letter)


def test_whoever_left_both_writes_no_more_on_the_letters(kept, officer):
    letter = LetterFactory.create(published=True)
    term = RepresentativeFactory.create(partner=letter.partner, person=letter.sender)
    merged(kept, letter.partner, officer)
    letter.refresh_from_db()
    assert permissions.can_write(letter.sender, letter)

    Representative.objects.filter(pk=term.pk).update(
        period=days(date(2024, 3, 1), today() - timedelta(days=1))
    )

    sender = type(letter.sender).objects.get(pk=letter.sender_id)
    assert not permissions.can_write(sender, letter)


def test_whoever_stays_in_one_of_both_has_not_left(kept, officer):
    letter = LetterFactory.create(published=True)
    for entry in (kept, letter.partner):
        RepresentativeFactory.create(partner=entry, person=letter.sender)

    merged(kept, letter.partner, officer)

    letter.refresh_from_db()
    assert permissions.can_write(letter.sender, letter)


def test_the_register_shows_the_letter_with_the_entry_that_stays(client, letter, kept):
    page = client.get(reverse("partners:partner_list")).content.decode()
    partners_read = b"".join(client.get("/data/partners.json").streaming_content)
    letters_read = b"".join(client.get("/data/letters.json").streaming_content)

    rows = {row["slug"]: row for row in json.loads(partners_read)["rows"]}
    assert letter.get_absolute_url() in page
    assert rows[kept.slug]["letter"] == letter.reference
    assert [row["partner"] for row in json.loads(letters_read)["rows"]] == [kept.slug]


def test_what_was_sent_before_speaks_for_the_entry_that_stays(letter, kept):
    with as_before(Pledge):
        Pledge.objects.create(letter=letter, kind="training", position=1)
    seen = silence.facts_of(kept)
    without = quality.CHECKS["without-letter"].rows(today())
    pledged = signs.CONTRIBUTIONS["pledges"](today(), today())

    assert seen.last_letter == letter.submitted_at.date()
    assert kept not in without
    assert (kept.pk,) in pledged
