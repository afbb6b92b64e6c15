"""Who leads an area, by whose decision, and until when (A1-4b-vi, A1-6a-v, R-12)."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from areas import scheduled
from areas.actions import leads
from areas.forms.areas import EndLeadForm
from areas.models import LeadTerm
from areas.models.terms import designation
from areas.permissions import leads as leads_area
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import RuleRefusedError
from tests.factories.accounts import with_second_factor
from tests.factories.areas import (
    AreaFactory,
    LeadTermFactory,
    PlanFactory,
    adopted_decision,
    lead_of,
    member_of,
)
from tests.factories.partners import RepresentativeFactory
from tests.not_now import told

pytestmark = pytest.mark.django_db


def designate(area, person, **kwargs):
    partner = person.representatives.first().partner
    facts = {
        "person": person,
        "partner": partner,
        "kind": "lead",
        "starts_on": date(2026, 1, 1),
        "by": person,
        "decision": adopted_decision(area.body, about=designation(area, person)),
    }
    return leads.designate(area, **facts | kwargs)


def test_a_lead_is_designated_by_the_area_for_two_years():
    area = AreaFactory.create()
    person = member_of(area)

    term = designate(area, person)

    assert (term.starts_on, term.ends_on) == (date(2026, 1, 1), date(2027, 12, 31))
    assert leads_area(User.objects.get(pk=person.pk), area)


def test_a_term_from_29_february_fits_into_two_years():
    area = AreaFactory.create()

    term = designate(area, member_of(area), starts_on=date(2024, 2, 29))

    assert term.ends_on == date(2026, 2, 28)


def test_two_co_leads_and_no_third():
    """R-12."""
    area = AreaFactory.create()
    first, second, third = (member_of(area) for _ in range(3))
    designate(area, first, kind="co_lead")
    designate(area, second, kind="co_lead")

    with pytest.raises(RuleRefusedError) as refusal:
        designate(area, third, kind="co_lead")

    assert refusal.value.clause == "R-12"
    assert LeadTerm.objects.filter(area=area).count() == 2


def test_no_lead_beside_a_co_lead():
    """R-12."""
    area = AreaFactory.create()
    designate(area, member_of(area), kind="co_lead")

    with pytest.raises(RuleRefusedError) as refusal:
        designate(area, member_of(area))

    assert refusal.value.clause == "R-12"


def test_an_interim_lead_goes_when_a_lead_comes():
    """R-12: an interim lead is a kind of its own."""
    area = AreaFactory.create()
    interim = designate(area, member_of(area), kind="interim")

    designate(area, member_of(area), starts_on=date(2026, 7, 1))

    interim.refresh_from_db()
    assert interim.ends_on == date(2026, 6, 30)


def test_a_lead_told_late_shortens_the_interim_term_that_is_over():
    """R-12."""
    area = AreaFactory.create()
    interim = designate(
        area,
        member_of(area),
        kind="interim",
        starts_on=date(2025, 1, 1),
        ends_on=date(2025, 12, 31),
    )

    term = designate(area, member_of(area), starts_on=date(2025, 7, 1))

    interim.refresh_from_db()
    assert interim.ends_on == date(2025, 6, 30)
    assert interim.ended_reason == "A lead has been designated."
    assert term.starts_on == date(2025, 7, 1)
    assert not leads_area(User.objects.get(pk=interim.person.pk), area)


def test_a_term_that_is_over_is_not_ended_again():
    term = LeadTermFactory.create(period=days(date(2025, 1, 1), date(2025, 12, 31)))

    with pytest.raises(RuleRefusedError, match="ended already"):
        leads.end(term, by=term.person, reason="x", on=date(2025, 6, 30))


def test_a_term_of_one_day_is_not_offered_to_be_ended(client):
    term = LeadTermFactory.create(period=days(today(), today()))
    client.force_login(with_second_factor(term.person))
    url = reverse("areas:lead_end", args=[term.area.slug, term.pk])

    page = client.get(term.area.get_absolute_url()).content.decode()
    _, _, [said] = told(client.get(url, follow=True))

    assert url not in page
    assert said.startswith("This term ends today anyway: there is nothing left to end.")


def test_renewal_is_a_new_term_as_often_as_one_likes():
    """A1-4b-vi: a cap must not be applied."""
    area = AreaFactory.create()
    person = member_of(area)

    for year in (2018, 2020, 2022, 2024, 2026):
        designate(area, person, starts_on=date(year, 1, 1))

    assert LeadTerm.objects.filter(area=area, person=person).count() == 5


def test_without_a_decision_only_the_secretariat_records_a_lead(secretariat):
    """A1-6a-v."""
    area = AreaFactory.create()
    person = member_of(area)

    with pytest.raises(RuleRefusedError) as refusal:
        designate(area, person, decision=None, reason="Agreed by e-mail.")
    term = designate(
        area, person, decision=None, reason="Agreed by e-mail.", by=secretariat
    )

    assert refusal.value.clause == "A1-6a-v"
    assert term.recorded_reason == "Agreed by e-mail."


def test_a_decision_of_another_body_designates_nobody():
    """A1-6a-v."""
    area, other = AreaFactory.create_batch(2)

    with pytest.raises(RuleRefusedError):
        designate(area, member_of(area), decision=adopted_decision(other.body))


def test_a_lead_comes_from_the_area(secretariat):
    area = AreaFactory.create()
    outsider = RepresentativeFactory.create().person

    with pytest.raises(RuleRefusedError):
        designate(area, outsider, by=secretariat)


def test_the_area_hears_of_its_new_lead():
    area = AreaFactory.create()
    person, other = member_of(area), member_of(area)

    designate(area, person)

    assert list(Message.objects.values_list("recipient", flat=True)) == [other.pk]


def test_stepping_down_takes_the_right_away_at_once():
    area = AreaFactory.create()
    person = lead_of(area)
    term = area.lead_terms.get()

    leads.end(term, by=person, reason="Another task")

    assert not leads_area(User.objects.get(pk=person.pk), area)


def test_the_right_is_taken_from_the_rolls_once_the_term_is_over():
    area = AreaFactory.create()
    person = lead_of(area, period=days(date(2025, 1, 1), date(2026, 12, 31)))

    with time_machine.travel(datetime(2027, 1, 1, 0, 1, tzinfo=UTC), tick=False):
        scheduled.close_terms(date(2027, 1, 1))

    assert not User.objects.get(pk=person.pk).has_perm("areas.lead_area", area)


@pytest.mark.parametrize(("ago", "kept"), [(60, False), (61, True)])
def test_the_clock_looks_sixty_days_back_for_terms_that_are_over(ago, kept):
    last = today() - timedelta(days=ago)
    term = LeadTermFactory.create(period=days(last - timedelta(days=99), last))

    scheduled.close_terms(today())

    person = User.objects.get(pk=term.person.pk)
    assert person.has_perm("areas.lead_area", term.area) is kept


def test_a_term_in_another_area_does_not_prolong_a_right_that_was_not_taken_yet():
    """A1-4b-vi."""
    over = LeadTermFactory.create(period=days(date(2024, 1, 1), date(2024, 12, 31)))
    LeadTermFactory.create(person=over.person, partner=over.partner)

    assert over.person.has_perm("areas.lead_area", over.area)
    assert not leads_area(over.person, over.area)


@pytest.mark.parametrize(
    ("day", "mails"),
    [
        ("2026-07-03", 0),
        ("2026-07-04", 1),
        ("2026-07-10", 1),
        ("2026-07-11", 0),
        ("2026-10-01", 0),
        ("2026-10-02", 1),
        ("2026-11-30", 0),
        ("2026-12-01", 1),
    ],
)
def test_a_term_that_ends_is_announced_180_90_and_30_days_before(day, mails, secretariat):
    """C3: once each, and up to six days later where the clock has stood."""
    lead_of(AreaFactory.create(), period=days(date(2025, 1, 1), date(2026, 12, 31)))

    with time_machine.travel(f"{day} 08:00", tick=False):
        scheduled.announce_ends(date.fromisoformat(day))
        scheduled.announce_ends(date.fromisoformat(day))

    assert Message.objects.filter(recipient=secretariat).count() == mails


def test_a_term_is_not_made_longer():
    """A1-4b-vi: renewal is a new term."""
    term = LeadTermFactory.create(period=days(date(2026, 1, 1), date(2026, 12, 31)))

    with pytest.raises(RuleRefusedError) as refusal:
        leads.end(term, by=term.person, reason="x", on=date(2027, 1, 1))

    term.refresh_from_db()
    assert refusal.value.clause == "A1-4b-vi"
    assert term.ends_on == date(2026, 12, 31)


def test_a_term_is_not_ended_on_the_day_it_ends_anyway():
    term = LeadTermFactory.create()
    last = term.ends_on

    with pytest.raises(RuleRefusedError, match="before the day on which it ends anyway"):
        leads.end(term, by=term.person, reason="Another task", on=last)

    term.refresh_from_db()
    assert (term.ends_on, term.ended_reason) == (last, "")


def test_the_form_refuses_the_day_on_which_the_term_ends_anyway():
    term = LeadTermFactory.create()
    data = {"last_day": term.ends_on, "reason": "Another task"}

    form = EndLeadForm(data, term=term)

    assert list(form.errors) == ["last_day"]


def test_an_area_has_one_interim_lead_at_a_time():
    """R-12."""
    area = AreaFactory.create()
    LeadTermFactory.create(area=area, interim=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        LeadTermFactory.create(area=area, interim=True)


def test_a_term_that_ends_later_keeps_its_right_until_then():
    area = AreaFactory.create()
    person = lead_of(area)
    term = area.lead_terms.get()

    leads.end(term, by=person, reason="Another task", on=today() + timedelta(days=1))

    term.refresh_from_db()
    assert leads_area(User.objects.get(pk=person.pk), area)
    assert term.ends_on == today() + timedelta(days=1)


def test_who_leads_on_in_another_term_keeps_the_right():
    area = AreaFactory.create()
    term = LeadTermFactory.create(
        area=area, period=days(today() - timedelta(days=9), today())
    )
    LeadTermFactory.create(
        area=area,
        person=term.person,
        partner=term.partner,
        period=days(today() + timedelta(days=1), today() + timedelta(days=99)),
    )

    assert not leads.revoke_if_last(term)
    assert User.objects.get(pk=term.person.pk).has_perm("areas.lead_area", area)


def test_a_right_is_taken_once_and_in_its_own_area_only():
    area, other = AreaFactory.create(), AreaFactory.create()
    term = LeadTermFactory.create(
        area=area, period=days(date(2020, 1, 1), date(2020, 12, 31))
    )
    LeadTermFactory.create(area=other, person=term.person, partner=term.partner)

    assert leads.revoke_if_last(term)
    assert not leads.revoke_if_last(LeadTerm.objects.get(pk=term.pk))
    assert User.objects.get(pk=term.person.pk).has_perm("areas.lead_area", other)


def test_the_end_of_a_term_is_written_once():
    area = AreaFactory.create()
    lead_of(area, period=days(date(2025, 1, 1), date(2026, 12, 31)))

    with time_machine.travel(datetime(2027, 1, 1, 0, 1, tzinfo=UTC), tick=False):
        scheduled.close_terms(date(2027, 1, 1))
        scheduled.close_terms(date(2027, 1, 1))

    assert [entry.kind for entry in ledger.trail(area)] == ["area.lead_expired"]


def test_nobody_leads_twice_at_a_time():
    """A1-4b-vi."""
    area = AreaFactory.create()
    person = member_of(area)
    designate(area, person, kind="co_lead")

    with pytest.raises(RuleRefusedError, match="overlaps this one"):
        designate(area, person, kind="co_lead", starts_on=date(2026, 7, 1))


# The page ------------------------------------------------------------------------------


def test_until_midnight_a_co_lead_saves_and_then_no_more(client):
    """C1: the same minute the term ends, the right ends, and no word is lost."""
    area = AreaFactory.create()
    person = lead_of(area, co_lead=True, period=days(date(2025, 1, 1), date(2026, 12, 31)))
    plan = PlanFactory.create(area=area)
    url = reverse("areas:section_edit", args=[area.slug, plan.number, "I"])
    client.force_login(with_second_factor(person))

    with time_machine.travel(datetime(2026, 12, 31, 23, 59, tzinfo=UTC), tick=False):
        client.force_login(with_second_factor(person))
        before = client.post(url, {"text": "Written in time", "version": 0})
    with time_machine.travel(datetime(2027, 1, 1, 0, 1, tzinfo=UTC), tick=False):
        client.force_login(with_second_factor(person))
        after = client.post(url, {"text": "Written a minute late", "version": 1})

    assert before.status_code == 302
    assert after.status_code == 403
    page = after.content.decode()
    assert "Your term as co-lead ended on 31 December 2026 (Annex 1 §4(b)(vi))" in page
    assert "Written a minute late" in page
    assert plan.texts.get(section="I").text == "Written in time"


def test_autosave_of_a_former_lead_is_refused(client):
    area = AreaFactory.create()
    person = lead_of(area, period=days(date(2020, 1, 1), date(2020, 12, 31)))
    plan = PlanFactory.create(area=area)
    client.force_login(with_second_factor(person))

    response = client.post(
        reverse("areas:section_autosave", args=[area.slug, plan.number, "I"]),
        {"text": "Too late", "version": 0},
    )

    assert response.status_code == 403
    assert not plan.texts.exists()


def test_designation_by_somebody_outside_the_area_is_refused(client):
    """C3: designation by a non-member of the area."""
    area = AreaFactory.create()
    client.force_login(RepresentativeFactory.create().person)

    response = client.post(reverse("areas:lead_designate", args=[area.slug]))

    assert response.status_code == 403
    assert "A1-6a-v" in response.content.decode()


def test_a_member_designates_on_the_page(client):
    area = AreaFactory.create()
    person = member_of(area)
    client.force_login(with_second_factor(person))
    decision = adopted_decision(area.body, about=designation(area, person))

    response = client.post(
        reverse("areas:lead_designate", args=[area.slug]),
        {
            "representative": person.representatives.get().pk,
            "kind": "lead",
            "starts_on": "2026-01-01",
            "decision": decision.pk,
        },
    )

    assert response.status_code == 302
    assert area.lead_terms.get().person == person


NONE_YET = "adopted no decision on a lead that is not used for a term yet."
DRAFT = "Draft the decision on a lead</a>"
BY_OTHERS = "The leads of the area or the secretariat draft it."
REASON = "Without a decision, a reason is recorded below."


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("member", {NONE_YET, BY_OTHERS}),
        ("lead", {NONE_YET, DRAFT}),
        ("secretariat", {NONE_YET, DRAFT, REASON}),
    ],
)
def test_where_no_decision_can_be_chosen_the_page_says_so_and_who_drafts_one(
    as_user, secretariat, who, said
):
    area = AreaFactory.create()
    people = {"member": member_of(area), "lead": lead_of(area), "secretariat": secretariat}

    page = as_user(people[who]).get(reverse("areas:lead_designate", args=[area.slug])).text

    assert {told for told in (NONE_YET, DRAFT, BY_OTHERS, REASON) if told in page} == said


def test_where_a_decision_can_be_chosen_nothing_is_said_of_none(as_user):
    area = AreaFactory.create()
    person = member_of(area)
    adopted_decision(area.body, about=designation(area, person))

    page = as_user(person).get(reverse("areas:lead_designate", args=[area.slug])).text

    assert NONE_YET not in page


def test_a_third_co_lead_on_the_page_keeps_what_was_typed(client):
    """C3: refused with the working rule; 422 with everything kept."""
    area = AreaFactory.create()
    LeadTermFactory.create(area=area, co_lead=True)
    LeadTermFactory.create(area=area, second_co_lead=True)
    person = member_of(area)
    client.force_login(with_second_factor(person))

    response = client.post(
        reverse("areas:lead_designate", args=[area.slug]),
        {
            "representative": person.representatives.get().pk,
            "kind": "co_lead",
            "starts_on": "2026-10-01",
            "decision": adopted_decision(area.body, about=designation(area, person)).pk,
        },
    )

    assert response.status_code == 422
    assert "one lead or two co-leads" in response.content.decode()
    assert 'value="2026-10-01"' in response.content.decode()


def test_nobody_else_ends_a_term(client):
    term = LeadTermFactory.create()
    client.force_login(member_of(term.area))

    response = client.post(
        reverse("areas:lead_end", args=[term.area.slug, term.pk]),
        {"last_day": "2026-11-01", "reason": "x"},
    )

    assert response.status_code == 403


def test_who_led_on_a_day_is_answered_from_the_terms(client):
    """C3."""
    area = AreaFactory.create(
        leads_on_record="Example Institute (2009)", leads_source="Example"
    )
    LeadTermFactory.create(
        area=area,
        person__name="Early Sample",
        period=days(date(2020, 1, 1), date(2021, 12, 31)),
    )
    LeadTermFactory.create(area=area, person__name="Late Sample")

    response = client.get(area.get_absolute_url(), {"on": "2020-12-15"})
    nobody = client.get(area.get_absolute_url(), {"on": "2010-12-15"})

    assert [term.person.name for term in response.context["led_then"]] == ["Early Sample"]
    assert nobody.context["led_then"] == []
    assert "the terms in the portal begin on 1 January 2020" in nobody.content.decode()


def test_leads_on_record_are_text_and_never_terms(client):
    area = AreaFactory.create(
        leads_on_record="Example Institute (lead since 2009)",
        leads_source="Example register",
    )

    page = client.get(area.get_absolute_url()).content.decode()

    assert "Example Institute (lead since 2009)" in page
    assert "Example register" in page
    assert not area.lead_terms.exists()
