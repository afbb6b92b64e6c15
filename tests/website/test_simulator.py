"""What a person can do with a record now, and why not (N44)."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from gmp_portal.accounts.models.terms import days
from gmp_portal.ledger.models import Entry
from gmp_portal.website import permissions
from gmp_portal.website.reading import simulations
from partners.actions import partners
from tests.factories.accounts import UserFactory
from tests.factories.areas import LeadTermFactory, PlanFactory, lead_of
from tests.factories.partners import LetterFactory, RepresentativeFactory

PAGE = "website:rights_simulator"


def ask(browser, **question):
    return browser.get(reverse(PAGE), question)


def text_of(response):
    page = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", unescape(page))


def steps_of(response):
    return {str(step.verb): step for step in response.context["simulation"].steps}


def test_only_the_secretariat_asks(as_user, person):
    response = ask(as_user(person))

    assert response.status_code == 403
    assert not permissions.can_simulate(person)
    assert "Only the secretariat can look up what another person may do" in text_of(
        response
    )
    assert "Annex 1, 6(c)" in text_of(response)


def test_whoever_is_not_signed_in_signs_in(client, db):
    assert ask(client).status_code == 302


def test_the_answer_names_role_state_and_clause(as_user, secretariat):
    plan = PlanFactory.create(status="draft")
    lead = lead_of(plan.area)
    address = plan.get_absolute_url()
    acts = Entry.objects.count()

    response = ask(as_user(secretariat), who=lead.email, what=address)

    steps = steps_of(response)
    assert response.context["person"] == lead
    assert steps["Write the plan"].is_open
    publish = steps["Publish the plan"]
    assert (publish.of_role.clause, publish.of_state.clause) == ("A1-6d-ii", "A1-3f-ii")
    text = text_of(response)
    assert "Not this person: The secretariat publishes plans." in text
    assert "Not now: This is not possible while it stands at “Draft”." in text
    assert response.context["simulation"].granted == []
    assert Entry.objects.count() == acts


def test_a_right_on_the_record_and_the_term_that_gave_it_are_named(as_user, secretariat):
    term = LeadTermFactory.create()
    first, last = date(2019, 1, 1), date(2019, 12, 31)
    LeadTermFactory.create(person=term.person, period=days(first, last))
    question = {"who": term.person.email, "what": term.area.get_absolute_url()}

    response = ask(as_user(secretariat), **question)

    running, over = response.context["offices"][:2]
    assert (running.is_current, over.is_current) == (True, False)
    assert len(response.context["simulation"].granted) == 1
    text = text_of(response)
    assert "runs today" in text
    assert "from 1 January 2019 to 31 December 2019" in text


def test_a_draft_letter_is_not_shown_to_the_secretariat(as_user, secretariat):
    letter = LetterFactory.create()
    value = f"letterofintent:{letter.pk}"
    browser = as_user(secretariat)

    answers = [
        ask(browser, who=letter.sender.email, what=letter.get_absolute_url()),
        ask(
            browser,
            who=letter.sender.email,
            kind="letterofintent",
            what=letter.organisation,
        ),
        ask(browser, person=letter.sender.pk, record=value),
    ]

    assert letter.organisation
    for response in answers:
        assert "There is no such record, or you may not see it." in text_of(response)
        assert "simulation" not in response.context
        assert response.context["found"] is None


def test_what_somebody_may_not_know_of_is_said(as_user, secretariat, person):
    letter = LetterFactory.create(submitted=True)

    response = ask(
        as_user(secretariat), person=person.pk, record=f"letterofintent:{letter.pk}"
    )

    assert f"{person.name} may not know of this record" in text_of(response)
    assert "can</span>" not in response.content.decode().split("Rights that concern")[0]


def test_somebody_may_know_of_a_record_and_can_do_nothing(as_user, secretariat, person):
    term = RepresentativeFactory.create()

    response = ask(
        as_user(secretariat), person=person.pk, what=term.partner.get_absolute_url()
    )

    assert response.context["simulation"].is_known
    assert not steps_of(response)["Change the name"].is_open
    assert steps_of(response)["Ask to speak for the partner"].is_open


def test_an_account_that_is_closed_can_do_nothing(as_user, secretariat):
    closed = UserFactory.create(is_active=False)

    response = ask(as_user(secretariat), person=closed.pk)

    assert "This account may not sign in" in text_of(response)
    assert "This person holds no office and never held one." in text_of(response)


@pytest.mark.parametrize("typed", ["lead@example.org", " LEAD@example.org "])
def test_a_whole_address_means_its_owner(as_user, secretariat, typed):
    owner = UserFactory.create(email="lead@example.org")
    UserFactory.create(email="co-lead@example.org")

    response = ask(as_user(secretariat), who=typed)

    assert response.context["person"] == owner
    assert "Which person?" not in text_of(response)


def test_words_that_fit_several_offer_a_choice(as_user, secretariat):
    terms = [RepresentativeFactory.create() for _number in range(2)]
    browser = as_user(secretariat)

    response = ask(browser, who="@example.org", kind="representative", what="a")

    assert response.context["person"] is None
    assert {chosen.record for chosen in response.context["records"]} == set(terms)
    page = response.content.decode()
    assert f"person={terms[0].person.pk}" in page
    assert f"record=representative%3A{terms[1].pk}" in page


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
@pytest.mark.parametrize(
    "typed",
    [
        "{path}",
        "/ar{path}",
        "zh-hans{path}",
        "{bare}",
        "{cut}",
        "https://portal.example.org{path}",
        "https://portal.example.org/fr{path}?as=text#top",
        "portal.example.org{path}",
        "localhost:8000/ru{path}",
        "{path}?page=2",
    ],
)
def test_an_address_is_understood_however_it_was_copied(
    as_user, secretariat, typed, language
):
    plan = PlanFactory.create(status="draft")
    path = plan.get_absolute_url()
    what = typed.format(path=path, bare=path.lstrip("/"), cut=path.rstrip("/"))
    prefix = "" if language == "en" else f"/{language}"

    response = as_user(secretariat).get(f"{prefix}{reverse(PAGE)}", {"what": what})

    assert response.context["found"].record == plan


@pytest.mark.parametrize("part", [slice(None), slice(3, -2)])
def test_the_title_of_a_plan_is_found(as_user, secretariat, part):
    plan = PlanFactory.create(status="draft")
    words = str(plan)[part].upper()

    response = ask(as_user(secretariat), kind="planversion", what=words)

    assert response.context["found"].record == plan


def test_words_of_a_name_may_stand_apart(as_user, secretariat):
    term = RepresentativeFactory.create()
    words = f"{term.partner.name.split()[0]} {term.person.name.split()[-1]}"

    response = ask(as_user(secretariat), kind="representative", what=words)

    assert response.context["found"].record == term


@pytest.mark.parametrize("kind", ["partner", "representative"])
@pytest.mark.parametrize("what", ["exu", "Exámple\u00ad Union", "EXAMPLE League"])
def test_a_partner_is_found_by_each_of_its_names(as_user, secretariat, kind, what):
    term = RepresentativeFactory.create(
        partner__name="Example Union", partner__short_name="ExÚ"
    )
    partners.rename(
        term.partner,
        "Example League",
        short_name="ExÚ",
        reason="x",
        by=secretariat,
    )

    response = ask(as_user(secretariat), kind=kind, what=what)

    assert response.context["found"].record in (term, term.partner)


def test_a_title_with_a_slash_is_no_address(as_user, secretariat):
    term = RepresentativeFactory.create(partner__name="Example Water/Air Union")
    question = {"kind": "partner", "what": "Water/Air"}

    response = ask(as_user(secretariat), **question)

    assert response.context["found"].record == term.partner


def test_a_question_about_nobody_is_answered_in_a_sentence(as_user, secretariat):
    plan = PlanFactory.create(status="draft")
    browser = as_user(secretariat)

    asked = ask(browser, who="", kind="", what=plan.get_absolute_url())
    fresh = ask(browser)

    assert "Say who is meant" in text_of(asked)
    assert "Say who is meant" not in text_of(fresh)


def test_rights_about_no_record_are_folded_away(as_user, secretariat, person):
    page = ask(as_user(secretariat), person=person.pk).content.decode()

    before = page.split("Rights that concern no record")[0]
    assert before.rstrip().endswith("<summary>")
    assert '<details class="more">' in before


def test_a_long_list_is_cut_and_says_so(as_user, secretariat):
    UserFactory.create_batch(simulations.LONGEST_LIST + 1)

    response = ask(as_user(secretariat), who="Sample Person")

    assert len(response.context["people"]) == simulations.LONGEST_LIST
    assert "There are more: give more words." in text_of(response)


@pytest.mark.parametrize(
    "question",
    [
        {"who": "nobody of this name"},
        {"person": "999999999"},
    ],
)
def test_nobody_is_found(as_user, secretariat, question):
    response = ask(as_user(secretariat), **question)

    assert "Nobody with an account has this name or address." in text_of(response)


@pytest.mark.parametrize(
    "question",
    [
        {"what": "/nothing/of/this/kind/"},
        {"what": "/accounts/login/"},
        {"what": "/partners/nobody/"},
        {"what": "/partners/"},
        {"kind": "partner", "what": "No such name"},
        {"record": "partner:999999"},
        {"record": "partner:x"},
        {"record": "partner:²"},
        {"record": "user:1"},
        {"record": "nonsense"},
    ],
)
def test_no_record_is_found(as_user, secretariat, question):
    RepresentativeFactory.create()

    response = ask(as_user(secretariat), **question)

    assert "There is no such record, or you may not see it." in text_of(response)


@pytest.mark.parametrize(
    "question",
    [{"what": "Institute"}, {"kind": "nonsense", "what": "a"}, {"person": "x"}],
)
def test_a_question_that_is_not_understood_finds_nothing(as_user, secretariat, question):
    response = ask(as_user(secretariat), **question)

    assert response.context["form"].errors
    assert response.context["found"] is None


def test_the_simulator_is_offered_to_the_secretariat_only(as_user, secretariat, person):
    link = f'href="{reverse(PAGE)}"'

    pages = [
        as_user(user).get(reverse("website:rights_list")).content.decode()
        for user in (secretariat, person)
    ]

    assert [link in page for page in pages] == [True, False]
