"""Areas, leads and plans rest on a decision about that very thing, and on no other."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from areas.models import LeadTerm, PartnershipArea, PlanVersion
from areas.models.terms import designation
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.meetings.models import Decision
from gmp_portal.meetings.reading import subjects
from gmp_portal.meetings.subjects import GENERAL, Subject
from tests.before_rule import as_it_was, before_rule, carried_before
from tests.factories.accounts import UserFactory
from tests.factories.areas import (
    AreaFactory,
    LeadTermFactory,
    PlanFactory,
    adopted_decision,
    lead_of,
    member_of,
)
from tests.factories.meetings import BodyFactory, DecisionFactory

pytestmark = pytest.mark.django_db
ANOTHER_S, NOT_ADOPTED = (
    "decision_is_about_it",
    "Only a decision that the right body has adopted",
)


def _sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def _refused(why, statement, *values):
    with pytest.raises(IntegrityError, match=why):
        _sql(statement, *values)


@pytest.fixture
def group():
    return BodyFactory.create(pag=True)


# What the database refuses -------------------------------------------------------------

ESTABLISH = "UPDATE areas_partnershiparea SET established_decision_id = %s WHERE id = %s"
AGREE = "UPDATE areas_planversion SET consensus_decision_id = %s WHERE id = %s"
LEAD = """
    INSERT INTO areas_leadterm (kind, places, period, recorded_reason, ended_reason, area_id,
        person_id, partner_id, decision_id, recorded_by_id)
    VALUES ('lead', '[1,100)', daterange(%s, %s, '[]'), '', '', %s, %s, %s, %s,
        (SELECT min(id) FROM accounts_user))
"""


def test_the_database_establishes_an_area_by_a_decision_about_it_only(group):
    area, other = AreaFactory.create_batch(2)

    for about in (GENERAL, other.establishment, Subject("area_lead", f"{area.pk}:1")):
        _refused(ANOTHER_S, ESTABLISH, adopted_decision(group, about=about).pk, area.pk)
    drafted = DecisionFactory.create(about=area.establishment)
    _refused(NOT_ADOPTED, ESTABLISH, drafted.pk, area.pk)
    drafted.delete()
    by_itself = adopted_decision(area.body, about=area.establishment)
    _refused(NOT_ADOPTED, ESTABLISH, by_itself.pk, area.pk)

    _sql(ESTABLISH, adopted_decision(group, about=area.establishment).pk, area.pk)


def _lead_of(area, person, decision):
    partner = person.representatives.get().partner
    return today(), today(), area.pk, person.pk, partner.pk, decision.pk


def test_the_database_gives_a_term_to_whom_the_area_agreed_on_only():
    area, other = AreaFactory.create_batch(2)
    person = member_of(area)

    def term(body, about):
        return _lead_of(area, person, adopted_decision(body, about=about))

    for about in (
        GENERAL,
        designation(area, UserFactory.create()),
        designation(other, person),
    ):
        _refused(ANOTHER_S, LEAD, *term(area.body, about))
    by_another = term(other.body, designation(area, person))
    _refused(NOT_ADOPTED, LEAD, *by_another)
    drafted = DecisionFactory.create(body=area.body, about=designation(area, person))
    _refused(NOT_ADOPTED, LEAD, *_lead_of(area, person, drafted))


def test_the_database_lets_one_term_rest_on_a_decision():
    area = AreaFactory.create()
    person = member_of(area)
    decision = adopted_decision(area.body, about=designation(area, person))
    facts = {"area": area, "person": person, "decision": decision, "recorded_reason": ""}
    LeadTermFactory.create(**facts, period=days(today(), today()))

    with pytest.raises(IntegrityError, match="lead_term_once_by_a_decision"):
        LeadTermFactory.create(**facts, period=days(date(2020, 1, 1), date(2020, 12, 31)))


def test_the_database_ties_a_plan_to_its_own_decision_on_its_own_words():
    plan, other = PlanFactory.create(status="agreed"), PlanFactory.create(status="agreed")
    body = plan.area.body
    elsewhere = Subject(PlanVersion.SUBJECT, f"{plan.pk}:{other.consensus_sha256}")

    for about in (GENERAL, other.agreement, elsewhere):
        _refused(ANOTHER_S, AGREE, adopted_decision(body, about=about).pk, plan.pk)
    drafted = DecisionFactory.create(body=body, about=plan.agreement)
    _refused(NOT_ADOPTED, AGREE, drafted.pk, plan.pk)
    as_it_was(drafted, status="withdrawn", ended_at=timezone.now())
    by_another = adopted_decision(other.area.body, about=plan.agreement)
    _refused(NOT_ADOPTED, AGREE, by_another.pk, plan.pk)
    _refused(
        ANOTHER_S,
        "UPDATE areas_planversion SET consensus_sha256 = 'x' WHERE id = %s",
        plan.pk,
    )

    as_it_was(plan, status="draft")
    _sql(AGREE, adopted_decision(body, about=plan.agreement).pk, plan.pk)


def test_a_plan_becomes_agreed_by_an_adopted_decision_only():
    plan = PlanFactory.create(status="in_consensus")
    decision = DecisionFactory.create(
        body=plan.area.body, about=plan.agreement, silent=True
    )
    as_it_was(plan, consensus_decision=decision)

    _refused(
        NOT_ADOPTED, "UPDATE areas_planversion SET status = 'agreed' WHERE id = %s", plan.pk
    )


@pytest.mark.parametrize("model", [PartnershipArea, LeadTerm, PlanVersion])
def test_nothing_new_rests_on_a_decision_of_before(model):
    LeadTermFactory.create(area=PlanFactory.create().area)

    with pytest.raises(IntegrityError, match="rests on a decision about it"):
        model.objects.update(before_rule=True)


def test_what_rested_on_a_decision_of_before_keeps_it_until_it_gets_another(group):
    old = DecisionFactory.create(adopted=True)
    area = carried_before(AreaFactory.create(), established_decision=before_rule(old))

    area.objective = "Use no mercury."
    area.save(update_fields=["objective"])
    _refused(ANOTHER_S, ESTABLISH, adopted_decision(group).pk, area.pk)
    _sql(ESTABLISH, adopted_decision(group, about=area.establishment).pk, area.pk)

    area.refresh_from_db()
    assert not area.before_rule


# Drafted on its page -------------------------------------------------------------------


def test_the_decision_on_a_new_area_is_drafted_on_its_page_once(
    as_user, secretariat, group
):
    area = AreaFactory.create(proposed=True)
    browser, page = as_user(secretariat), area.get_absolute_url()
    url = reverse("areas:area_draft_decision", args=[area.slug])
    assert url in browser.get(page).content.decode()

    first, again = browser.post(url), browser.post(url)

    decision = Decision.objects.get()
    assert first.url == again.url == decision.get_absolute_url()
    assert (decision.body, decision.about) == (group, area.establishment)
    assert area.objective in decision.current_text.text


def test_who_is_asked_already_is_not_asked_by_another_draft(as_user, secretariat, group):
    area = AreaFactory.create(proposed=True)
    decision = DecisionFactory.create(about=area.establishment, open=True)
    url = reverse("areas:area_draft_decision", args=[area.slug])

    page = as_user(secretariat).post(url, follow=True)

    assert page.redirect_chain[-1][0] == decision.get_absolute_url()
    assert "asked about this already" in page.content.decode()


def test_an_established_area_needs_no_such_draft(as_user, secretariat, group):
    area = AreaFactory.create()
    url = reverse("areas:area_draft_decision", args=[area.slug])

    page = as_user(secretariat).post(url, follow=True)

    assert "established already" in page.content.decode()
    assert not Decision.objects.exists()


def test_only_the_secretariat_drafts_the_decision_on_an_area(as_user, group):
    area = AreaFactory.create(proposed=True)
    url = reverse("areas:area_draft_decision", args=[area.slug])

    assert as_user(lead_of(AreaFactory.create())).post(url).status_code == 403


def test_a_lead_drafts_the_decision_on_the_next_lead_once(as_user):
    area = AreaFactory.create()
    person, browser = member_of(area), as_user(lead_of(area))
    url = reverse("areas:lead_draft_decision", args=[area.slug])
    assert url in browser.get(area.get_absolute_url()).content.decode()
    typed = {"representative": person.representatives.get().pk}

    first, again = browser.post(url, typed), browser.post(url, typed)

    decision = Decision.objects.get()
    assert first.url == again.url == decision.get_absolute_url()
    assert (decision.body, decision.about) == (area.body, designation(area, person))
    assert person.name in decision.current_text.text


def test_the_page_of_that_draft_asks_who_is_to_lead(as_user, secretariat):
    area = AreaFactory.create()
    url = reverse("areas:lead_draft_decision", args=[area.slug])
    browser = as_user(secretariat)

    empty = browser.post(url, {})

    assert browser.get(url).status_code == 200
    assert empty.status_code == 422
    assert not Decision.objects.exists()


def test_members_who_do_not_lead_draft_no_decision(as_user):
    area = AreaFactory.create()
    url = reverse("areas:lead_draft_decision", args=[area.slug])

    response = as_user(member_of(area)).get(url)

    assert response.status_code == 403
    assert "A1-4b-iii" in response.content.decode()


# What forms offer ----------------------------------------------------------------------


def _offered(page):
    return list(page.context["form"].fields["decision"].queryset)


def test_the_form_offers_the_decision_about_this_area_only(as_user, secretariat, group):
    area, other = AreaFactory.create_batch(2, proposed=True)
    right = adopted_decision(group, about=area.establishment)
    adopted_decision(group)
    adopted_decision(group, about=other.establishment)
    adopted_decision(area.body, about=area.establishment)
    url = reverse("areas:area_establish", args=[area.slug])

    assert _offered(as_user(secretariat).get(url)) == [right]


def test_another_decision_that_is_sent_is_refused_with_the_rule(
    as_user, secretariat, group
):
    proposed, area = AreaFactory.create(proposed=True), AreaFactory.create()
    other = adopted_decision(group).pk
    places = {
        ("areas:area_establish", proposed.slug): ("about this very area", "P-6"),
        ("areas:lead_designate", area.slug): ("about this very lead", "A1-6a-v"),
    }

    for (name, slug), (sentence, clause) in places.items():
        url = reverse(name, args=[slug])
        response = as_user(secretariat).post(url, {"decision": other})
        [error] = response.context["form"].errors.as_data()["decision"]
        assert (response.status_code, error.clause) == (422, clause)
        assert sentence in response.content.decode()


def test_a_reason_beside_the_decision_on_a_lead_is_asked_about(as_user, secretariat):
    area = AreaFactory.create()
    person = member_of(area)
    decision = adopted_decision(area.body, about=designation(area, person))
    typed = {
        "representative": person.representatives.get().pk,
        "kind": "lead",
        "starts_on": "2026-01-01",
        "decision": decision.pk,
        "reason": "Agreed by e-mail, too.",
    }
    url = reverse("areas:lead_designate", args=[area.slug])

    response = as_user(secretariat).post(url, typed)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["reason"]
    assert "Agreed by e-mail, too." in response.content.decode()


def test_the_form_offers_decisions_on_leads_that_no_term_rests_on(as_user, secretariat):
    area, other = AreaFactory.create_batch(2)
    person = member_of(area)
    used = adopted_decision(area.body, about=designation(area, person))
    LeadTermFactory.create(
        area=area, person=person, decision=used, recorded_reason="", interim=True
    )
    right = adopted_decision(area.body, about=designation(area, person))
    adopted_decision(area.body)
    adopted_decision(other.body, about=designation(other, person))
    url = reverse("areas:lead_designate", args=[area.slug])

    assert _offered(as_user(secretariat).get(url)) == [right]


def test_the_form_says_that_the_decision_is_about_somebody_else(as_user, secretariat):
    area = AreaFactory.create()
    person, other = member_of(area), member_of(area)
    decision = adopted_decision(area.body, about=designation(area, other))
    typed = {
        "representative": person.representatives.get().pk,
        "kind": "lead",
        "starts_on": "2026-01-01",
        "decision": decision.pk,
    }
    url = reverse("areas:lead_designate", args=[area.slug])

    response = as_user(secretariat).post(url, typed)

    assert response.status_code == 422
    assert "about somebody else" in response.content.decode()
    assert not LeadTerm.objects.exists()


# In words ------------------------------------------------------------------------------


def test_decisions_name_the_area_the_lead_and_the_plan(client):
    area = AreaFactory.create(names={"en": "Sample area"}, proposed=True)
    plan = PlanFactory.create(status="agreed", title="Sample plan", number=3)
    person = UserFactory.create(name="Sample Lead")

    labels = [
        subjects.label(DecisionFactory.create(about=about))
        for about in (area.establishment, designation(area, person), plan.agreement)
    ]

    assert labels == [
        "Establishment of the area “Sample area”",
        "Sample Lead as a lead of the area “Sample area”",
        "Business plan “Sample plan”, version 3",
    ]


@pytest.mark.parametrize("kind", ["area_establishment", "area_lead", "plan_version"])
def test_what_is_gone_has_no_name_and_no_address(secretariat, kind):
    decision = DecisionFactory.create(about=Subject(kind, "0:0"))

    assert subjects.label(decision) == subjects.link(secretariat, decision) == ""


def test_a_decision_leads_to_a_proposed_area_whom_it_may(secretariat, client):
    area = AreaFactory.create(proposed=True)
    decision = DecisionFactory.create(about=area.establishment, adopted=True)

    page = client.get(decision.get_absolute_url()).content.decode()

    assert area.get_absolute_url() not in page
    assert subjects.link(secretariat, decision) == area.get_absolute_url()


def test_pages_say_what_was_recorded_before_the_rule(client):
    term = LeadTermFactory.create()
    decision = before_rule(adopted_decision(term.area.body))
    page = term.area.get_absolute_url()
    assert "Recorded before this rule" not in client.get(page).content.decode()

    carried_before(term, decision=decision)

    assert "Recorded before this rule" in client.get(page).content.decode()
