"""Two partners of one name: two countries, or words that tell them apart (A1-2e, A41)."""

import random
import unicodedata

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from gmp_portal import characters, ledger
from gmp_portal.workflow import RuleRefusedError
from partners import letter_parts
from partners.actions import letter_decisions, partners
from partners.acts import Act
from partners.models import FormerName, Kind, LetterOfIntent, Partner
from partners.reading import duplicates
from partners.worklist import desk_queue
from tests.factories.partners import LetterFactory, PartnerFactory
from tests.factories.reference import CountryFactory
from tests.migrating import latest, migrate

pytestmark = pytest.mark.django_db
MINISTRY = "Ministry of Environment"


@pytest.fixture
def kenya():
    return CountryFactory(iso2="KE")


@pytest.fixture
def peru():
    return CountryFactory(iso2="PE")


def _letter(country, **answers):
    answers = {"kind": Kind.GOVERNMENT, "organisation": MINISTRY} | answers
    return LetterFactory(checked=True, country_id=country and country.pk, **answers)


def _confirm(client, letter, **sent):
    url = reverse("partners:letter_confirm", args=[letter.key])
    form = client.get(url).context["form"]
    answer = client.post(url, {"confirmed": "on", "read": form.read_token, **sent})
    return form, answer


def test_ministries_of_one_name_in_two_countries_both_become_partners(
    as_user, secretariat, kenya, peru
):
    client = as_user(secretariat)
    _confirm(client, _letter(kenya))

    form, answer = _confirm(client, _letter(peru))

    assert answer.status_code == 302
    assert form.initial.get("partner") is None
    assert f"{MINISTRY} (Kenya)" in str(form["partner"])
    names = {partner.full_name for partner in Partner.objects.named(MINISTRY)}
    assert names == {f"{MINISTRY} (Kenya)", f"{MINISTRY} (Peru)"}
    slugs = set(Partner.objects.named(MINISTRY).values_list("slug", flat=True))
    assert len(slugs) == 2


def test_the_sender_from_another_country_is_asked_for_no_explanation(kenya, peru):
    PartnerFactory(name=MINISTRY, country=kenya)

    assert duplicates.same_name(_letter(peru)) == []
    assert [str(same) for same in duplicates.same_name(_letter(kenya))] == [
        f"{MINISTRY} (Kenya)"
    ]


def test_a_namesake_in_the_same_country_needs_words_that_tell_it_apart(
    as_user, secretariat, kenya
):
    client = as_user(secretariat)
    PartnerFactory(name=MINISTRY, country=kenya)
    letter = _letter(kenya, duplicate_explanation="We are the one of the county.")

    form, refused = _confirm(client, letter)
    _form, done = _confirm(client, letter, told_apart="Example County")

    assert form.initial.get("partner") is None
    assert refused.status_code == 422
    assert "say what tells the new one apart" in refused.content.decode()
    assert done.status_code == 302
    assert Partner.objects.get(told_apart="Example County").full_name == (
        f"{MINISTRY} (Kenya, Example County)"
    )


def test_the_same_partner_is_chosen_beforehand_in_its_own_country(
    as_user, secretariat, kenya
):
    partner = PartnerFactory(name=MINISTRY, country=kenya, inactive=True)

    form, answer = _confirm(as_user(secretariat), _letter(kenya), partner=partner.pk)

    assert form.initial["partner"] == partner.pk
    assert answer.status_code == 302
    assert Partner.objects.named(MINISTRY).count() == 1


def test_the_act_itself_refuses_an_entry_that_nobody_could_tell_apart(secretariat, kenya):
    PartnerFactory(name=MINISTRY, country=kenya, told_apart="Example County")
    letter = _letter(kenya)

    with pytest.raises(RuleRefusedError, match="stands in the register already"):
        letter_decisions.confirm(letter, by=secretariat)
    with pytest.raises(RuleRefusedError, match="in other words"):
        letter_decisions.confirm(letter, told_apart="example  county", by=secretariat)


def test_the_database_refuses_two_entries_that_nobody_could_tell_apart(kenya):
    PartnerFactory(name=MINISTRY, country=kenya)

    with pytest.raises(DatabaseError, match="told_apart"), transaction.atomic():
        PartnerFactory(name=MINISTRY, country=kenya, slug="other")
    with pytest.raises(DatabaseError, match="can_be_seen"), _cursor() as cursor:
        cursor.execute("UPDATE partners_partner SET short_name = %s", ["a\u00adb"])


def test_the_country_stands_beside_such_names_only_and_everywhere(client, kenya, peru):
    first = PartnerFactory(name=MINISTRY, country=kenya)
    PartnerFactory(name=MINISTRY, country=peru, slug="second")
    PartnerFactory(name="Alone", country=peru)

    page = client.get(reverse("partners:partner_list")).content.decode()

    assert f">{MINISTRY} (Kenya)</a>" in page
    assert f">{MINISTRY} (Peru)</a>" in page
    assert ">Alone</a>" in page
    first.refresh_from_db()
    assert f"{MINISTRY} (Kenya)" in client.get(first.get_absolute_url()).content.decode()


def test_a_new_name_frees_the_namesake_of_its_country(kenya, peru, secretariat):
    first = PartnerFactory(name=MINISTRY, country=kenya)
    second = PartnerFactory(name=MINISTRY, country=peru, slug="second")

    partners.rename(second, "Ministry of Water", reason="New", by=secretariat)

    first.refresh_from_db()
    assert (first.full_name, second.full_name) == (MINISTRY, "Ministry of Water")


def test_words_that_tell_it_apart_can_be_changed_but_not_to_those_of_another(
    kenya, secretariat
):
    PartnerFactory(name=MINISTRY, country=kenya, told_apart="One County")
    other = PartnerFactory(name=MINISTRY, country=kenya, told_apart="Two", slug="second")

    partners.rename(
        other, MINISTRY, told_apart="Two Counties", reason="Clear", by=secretariat
    )
    with pytest.raises(RuleRefusedError, match="in other words"):
        partners.rename(
            other, MINISTRY, told_apart="one county", reason="x", by=secretariat
        )

    assert Partner.objects.get(pk=other.pk).told_apart == "Two Counties"


def test_a_former_and_a_short_name_are_found_shown_and_downloaded(client, secretariat):
    partner = PartnerFactory(name="Example Union", short_name="EXU")
    partners.rename(
        partner, "Example League", short_name="ExLé", reason="Statutes", by=secretariat
    )
    url = reverse("partners:partner_list")

    for words in ("example union", "exu", "EXLE", "Ex\u00adample Uni\u200bon"):
        page = client.get(url, {"q": words}).content.decode()
        assert "Example League" in page
        assert "formerly" in page
        assert "Example Union" in page
    rows = b"".join(client.get(reverse("partners:partner_csv"))).decode().splitlines()
    assert rows[0].endswith(
        "told_apart,former_names,slug,letter,contribution_kinds,seat,other_names"
    )
    assert rows[1].endswith("EXU; Example Union,example-union,,,,")


def test_a_partner_that_takes_its_old_name_back_has_it_no_more_as_a_former_one(secretariat):
    partner = PartnerFactory(name="Example Union")
    partners.rename(partner, "Example League", reason="x", by=secretariat)

    partners.rename(partner, "Example Union", reason="x", by=secretariat)

    assert [former.name for former in partner.former_names.all()] == ["Example League"]


def test_a_letter_under_a_former_name_is_a_possible_duplicate(secretariat):
    partner = PartnerFactory(name="Example Union")
    partners.rename(partner, "Example League", reason="x", by=secretariat)

    same = duplicates.same_name(LetterFactory(organisation="EXAMPLE union"))

    assert [each.partner for each in same] == [partner]
    assert partner in Partner.objects.candidates("Example Union")


@pytest.mark.parametrize("name", ["EXÚ", "exu", "EXU"])
def test_a_letter_under_a_short_name_is_a_possible_duplicate(name):
    partner = PartnerFactory(name="Example Union", short_name="ExU")

    same = duplicates.same_name(LetterFactory(organisation=name))

    assert [each.partner for each in same] == [partner]
    assert partner in Partner.objects.candidates(name)


@pytest.mark.parametrize("slug", ["example-union", "exu", "another-past-name"])
def test_a_wrong_address_leads_to_partners_by_any_of_their_names(client, secretariat, slug):
    partner = PartnerFactory(name="Another Past Name", short_name="ExU")
    partners.rename(partner, "Example Union", reason="x", short_name="ExU", by=secretariat)
    Partner.objects.filter(pk=partner.pk).update(slug="somewhere")

    page = client.get(reverse("partners:partner_detail", args=[slug]))

    assert page.status_code == 404
    assert page.context["near"][0] == partner


def test_no_country_that_fits_stops_no_letter(as_user, secretariat, kenya):
    letter = _letter(None, country_note="Example Territory")
    silent = LetterFactory(kind=Kind.GOVERNMENT)

    assert not any(problem.field == "country" for problem in letter_parts.problems(letter))
    assert any(problem.field == "country" for problem in letter_parts.problems(silent))
    form, _answer = _confirm(as_user(secretariat), letter)
    assert "Example Territory" in str(form["country"].help_text)
    partner = Partner.objects.named(MINISTRY).get()
    assert (partner.country, partner.unep_region) == (None, "")


def test_the_officer_settles_the_country_that_the_sender_did_not_find(
    as_user, secretariat, kenya
):
    letter = _letter(None, country_note="Example Territory")

    _confirm(as_user(secretariat), letter, country="KE")

    partner = Partner.objects.named(MINISTRY).get()
    assert (partner.country, partner.unep_region) == (kenya, kenya.unep_region)


def test_where_the_country_is_known_nobody_is_asked_for_it(as_user, secretariat, kenya):
    form, _answer = _confirm(as_user(secretariat), _letter(kenya))

    assert "country" not in form.fields
    assert "told_apart" not in form.fields


def test_the_note_on_the_country_is_never_public(as_user, person, client, kenya):
    letter = LetterFactory(published=True, country_note="Example Territory")

    assert "Example Territory" not in client.get(letter.get_absolute_url()).content.decode()


GENUINE = (
    *(
        "Clean Mercury Initiative",
        "UNEP",
        "Zero Mercury Working Group",
        "Minamata Institute",
    ),
    *(
        "Example Foundation",
        "Global Alliance for Health",
        "Institute of Toxicology",
        "NATO",
    ),
    *("World Dental Council", "Blue Planet", "Green Solutions", "Artisanal Gold Council"),
    *("Ocean Watch", "Pacific Isles Network", "Science Academy", "Coal Power Forum"),
    *("Environment Agency", "Ministry of Health", "Water Trust", "Lighting Association"),
)
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u202e\u2066\u034f\u180e\u3164"


def _imposter(name, chance):
    """The name with one of the tricks by which it still looks the same."""
    lookalikes = {}
    for other, latin in characters._LOOKALIKES.items():
        lookalikes.setdefault(latin, []).append(chr(other))
    place = chance.choice([index for index, char in enumerate(name) if char.isalpha()])
    char = name[place].lower()
    tricks = [
        name[:place] + chance.choice(UNSEEN) + name[place:],
        name[:place] + name[place] + "\u0323" + name[place + 1 :],
        name.swapcase(),
        name.replace(" ", "\u00a0"),
        "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in name),
    ]
    if char in lookalikes:
        tricks.append(name[:place] + chance.choice(lookalikes[char]) + name[place + 1 :])
    swaps = {"o": "0", "l": "1", "i": "l"}
    if char in swaps:
        tricks.append(name[:place] + swaps[char] + name[place + 1 :])
    return chance.choice(tricks)


def test_five_hundred_imposters_of_twenty_names_are_all_flagged():
    chance = random.Random(41)
    for number, name in enumerate(GENUINE):
        PartnerFactory(name=name, slug=f"genuine-{number}")
    imposters = [(name, _imposter(name, chance)) for name in GENUINE for _turn in range(25)]

    missed = [
        (name, unicodedata.normalize("NFC", imposter))
        for name, imposter in imposters
        if not duplicates.same_name(LetterOfIntent(organisation=imposter))
    ]

    assert len(imposters) == 500
    assert missed == []


@pytest.mark.parametrize(
    "name",
    [
        "生态环境部",
        "وزارة البيئة",
        "Министерство природных ресурсов",
        "Université de Genève",
        "環境省",
    ],
)
def test_names_in_every_script_are_nobodys_duplicate(name):
    for number, genuine in enumerate(GENUINE):
        PartnerFactory(name=genuine, slug=f"genuine-{number}")

    assert duplicates.same_name(LetterOfIntent(organisation=name)) == []
    characters.refuse_unreadable(name)


@pytest.mark.parametrize(
    ("name", "begin"),
    [
        ("生态环境部", "sheng-tai-huan-jing-bu"),
        ("Министерство природы", "ministerstvo-prirody"),
        ("환경부", "hwangyeongbu"),
        ("पर्यावरण मंत्रालय", "p"),
        ("وزارة البيئة", "partner-"),
        ("!!! 環境", "huan-jing"),
    ],
)
def test_no_partner_has_an_empty_address(name, begin):
    assert partners.free_slug(name).startswith(begin)


def test_names_on_record_go_through_the_policy_once(secretariat):
    migrate([("partners", "0005_terms_name_their_recorder"), ("accounts", "0001_initial")])
    _as_it_was(secretariat)

    migrate([("partners", "0009_overruled_hits"), ("accounts", "0005_mail_classes")])
    migrate(latest())

    genuine, twin = Partner.objects.order_by("pk")
    assert (genuine.name, twin.name, twin.short_name) == (
        "Clean Mercury",
        "Clean Mercury",
        "CM",
    )
    assert (genuine.is_mixed_up, twin.is_mixed_up) == (False, True)
    assert genuine.has_namesake
    assert "Clean Mer\u00adcury" in twin.history.values_list("name", flat=True)
    [entry] = ledger.trail(twin)
    assert entry.kind == Act.PARTNER_RENAMED.value
    assert entry.body["old"] == "Clean Mer\u00adcury"
    assert [former.name for former in FormerName.objects.all()] == ["Old Mercury"]
    [named] = LetterOfIntent.objects.values_list("organisation", "skeleton")
    assert named == ("Sent Name", "sent name")
    _settle(genuine, twin, secretariat)


def _as_it_was(sender):
    """Names as they could be written before, by somebody who was there already."""
    rows = [
        PartnerFactory.build(name=name) for name in ("Clean Mercury", "Clean Mer\u00adcury")
    ]
    with _cursor() as cursor:
        for number, row in enumerate(rows):
            cursor.execute(
                "INSERT INTO partners_partner (name, short_name, slug, skeleton, kind, "
                "unep_region, website, status, since, since_note, evidence, source) VALUES "
                "(%s, %s, %s, %s, 'ngo', 'global', '', 'confirmed', '2024-03-01', '', 'letter', '')"
                " RETURNING id",
                [row.name, "C\u200bM" if number else "", f"row-{number}", f"form {number}"],
            )
            (pk,) = cursor.fetchone()
        for name in ("Old Mercury", "Clean Mer\u00adcury"):
            cursor.execute(
                "INSERT INTO partners_historicalpartner (id, name, short_name, slug, kind, "
                "unep_region, website, status, since_note, evidence, source, history_date, "
                "history_type) VALUES (%s, %s, '', 'row-1', 'ngo', 'global', '', 'confirmed', '', "
                "'letter', '', now(), '~')",
                [pk, name],
            )
        cursor.execute(
            "INSERT INTO partners_letterofintent (draft_id, status, sender_id, version, "
            "created_at, updated_at, kind, organisation, short_name, skeleton, website, language, "
            "duplicate_explanation, area_slugs, is_for_all_areas, supports, commits_to_goal, "
            "support_statement, contribution_kinds, contribution, contribution_period, "
            "contact_name, contact_title, contact_email, contact_phone, contact_is_public, "
            "signatory_name, signatory_title, signatory_email, signing, signed_name, "
            "is_authorized, decline_reason, withdrawal_reason, clearance_note, public_statement, "
            "public_contribution) VALUES (gen_random_uuid(), 'draft', %s, 1, now(), now(), '', "
            "%s, '', 'x', '', 'en', '', '{}', false, false, false, '', '{}', '', '', '', '', '', "
            "'', false, '', '', '', '', '', false, '', '', '', '', '')",
            [sender.pk, "Sent\u00a0\u202eName"],
        )


def _cursor():
    from django.db import connection  # noqa: PLC0415 read where it is used

    return connection.cursor()


def _settle(genuine, twin, officer):
    """The desk lists the pair until somebody tells the two apart."""
    queue = "Entries of one name to tell apart"
    assert len(desk_queue()[queue]) == 1
    with pytest.raises(RuleRefusedError, match="already"):
        partners.rename(twin, twin.name, short_name="CM", reason="Look", by=officer)

    partners.rename(
        twin,
        twin.name,
        short_name="CM",
        told_apart="Example City",
        reason="Look",
        by=officer,
    )

    assert desk_queue()[queue] == []
    assert {each.full_name for each in Partner.objects.named(genuine.name)} == {
        "Clean Mercury",
        "Clean Mercury (Example City)",
    }
