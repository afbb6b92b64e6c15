"""Who sees which page, who may do what, and how many queries it takes (W4, C3)."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from areas.actions import areas, comments, leads, memberships, plans
from areas.models import (
    AreaMembership,
    PartnershipArea,
    PlanComment,
    PlanVersion,
    SectionText,
)
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.meetings.models import Body
from gmp_portal.workflow import RuleRefusedError
from partners.models import Representative
from partners.reading import interests
from tests.factories.areas import (
    AreaFactory,
    EffortFactory,
    IndicatorFactory,
    LeadTermFactory,
    MembershipFactory,
    PlanFactory,
    adopted_decision,
    advance,
    lead_of,
    member_of,
)
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.forms import send
from tests.not_now import told

pytestmark = pytest.mark.django_db


def address(name, plan, *args):
    return reverse(f"areas:{name}", args=[plan.area.slug, plan.number, *args])


# Reading -------------------------------------------------------------------------------


def test_everybody_reads_the_page_of_an_area(client):
    area = AreaFactory.create(names={"en": "Example area", "zh": "示例领域"})
    LeadTermFactory.create(area=area, person__name="Leading Sample")

    page = client.get(area.get_absolute_url()).content.decode()
    chinese = client.get(f"/zh-hans{area.get_absolute_url()}").content.decode()

    assert "Example area" in page
    assert "Leading Sample" in page
    assert "P-19c" in page
    assert "示例领域" in chinese


def test_why_a_term_ended_early_is_read_by_staff_only(client, as_user, secretariat):
    term = LeadTermFactory.create()
    leads.end(term, by=secretariat, reason="Fell ill for long")

    pages = [
        reader.get(term.area.get_absolute_url()).content.decode()
        for reader in (client, as_user(term.person), as_user(secretariat))
    ]

    assert ["Fell ill" in page for page in pages] == [False, False, True]
    assert "Term of a lead ended early" in pages[0]


def test_a_proposed_area_is_not_public(client):
    area = AreaFactory.create(proposed=True)

    assert client.get(area.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("draft", 404),
        ("in_consensus", 404),
        ("agreed", 404),
        ("under_review", 404),
        ("recommendations_made", 404),
        ("answered", 404),
        ("published", 200),
        ("superseded", 200),
    ],
)
def test_visitors_find_what_was_published_and_nothing_else(client, status, code):
    plan = PlanFactory.create(status=status, complete=True)

    assert client.get(plan.get_absolute_url()).status_code == code


@pytest.mark.parametrize(("status", "code"), [("draft", 404), ("under_review", 200)])
def test_somebody_from_another_area_finds_no_draft(as_user, status, code):
    plan = PlanFactory.create(status=status, complete=True)

    response = as_user(member_of(AreaFactory.create())).get(plan.get_absolute_url())

    assert response.status_code == code


def test_partners_of_the_area_read_the_draft(as_user):
    plan = PlanFactory.create(complete=True)

    response = as_user(member_of(plan.area)).get(plan.get_absolute_url())

    content = response.content.decode()
    assert response.status_code == 200
    assert address("section_edit", plan, "I") not in content
    assert "edit" not in response.context["possible"]


def test_the_address_of_the_plan_leads_to_the_one_in_force(client, as_user):
    first = PlanFactory.create(status="published")
    draft = PlanFactory.create(area=first.area, number=2)
    url = reverse("areas:plan_current", args=[first.area.slug])

    public = client.get(url)
    lead = as_user(lead_of(first.area, interim=True)).get(url)

    assert public.url == first.get_absolute_url()
    assert lead.url == draft.get_absolute_url()


def test_an_area_without_plan_says_what_will_be_there(client):
    area = AreaFactory.create()

    response = client.get(reverse("areas:plan_current", args=[area.slug]))

    page = response.content.decode()
    assert response.status_code == 200
    assert "No plan to read yet" in page
    assert f'class="btn btn-outline" href="{area.get_absolute_url()}"' in page


def test_compare_shows_what_changed(client):
    first = PlanFactory.create(status="superseded", complete=False)
    second = PlanFactory.create(
        area=first.area, number=2, status="published", complete=False
    )

    response = client.get(address("plan_compare", second))
    alone = client.get(address("plan_compare", first))

    page = response.content.decode()
    assert response.status_code == 200
    assert "Both versions say the same." in page
    assert 'id="change-' not in page
    assert alone.status_code == 404


def test_compare_lists_what_is_as_it_was(client):
    first = PlanFactory.create(status="superseded")
    second = PlanFactory.create(area=first.area, number=2, complete=True)
    SectionText.objects.filter(plan=second, section="I").update(text="Said anew.")
    advance(second, "published")

    page = client.get(address("plan_compare", second)).content.decode()

    assert 'id="change-I"' in page
    assert 'aria-labelledby="change-VIII"' not in page
    assert '<li id="change-VIII">' in page
    assert f'href="{second.get_absolute_url()}#section-VIII"' in page


def test_compare_never_shows_a_draft_to_visitors(client):
    first = PlanFactory.create(status="published")
    draft = PlanFactory.create(area=first.area, number=2)

    assert client.get(address("plan_compare", draft)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries(client, django_assert_num_queries, count):
    for _ in range(count):
        term = LeadTermFactory.create()
        MembershipFactory.create(area=term.area)
        PlanFactory.create(area=term.area, status="published")

    with django_assert_num_queries(4):
        client.get(reverse("areas:area_list"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_an_area_takes_the_same_queries(
    client, django_assert_num_queries, count
):
    area = AreaFactory.create()
    LeadTermFactory.create(area=area)
    for number in range(1, count + 1):
        MembershipFactory.create(area=area)
        status = "published" if number == count else "superseded"
        PlanFactory.create(area=area, number=number, status=status)

    with django_assert_num_queries(6):
        client.get(area.get_absolute_url())
    # Its partners are counted once for all readers, until something changes.
    with django_assert_num_queries(5):
        client.get(area.get_absolute_url())


def test_a_partner_that_joins_is_counted_at_once(client, secretariat):
    area = AreaFactory.create()
    MembershipFactory.create(area=area)
    partner = PartnerFactory.create(name="Example Newcomer")
    before = client.get(area.get_absolute_url())

    memberships.join(area, partner, by=secretariat)

    after = client.get(area.get_absolute_url())
    assert before.context["partner_count"] == 1
    assert after.context["partner_count"] == 2
    assert "Example Newcomer" in after.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_draft_takes_the_same_queries(as_user, django_assert_num_queries, count):
    plan = PlanFactory.create(complete=True)
    for _ in range(count):
        member_of(plan.area)
        EffortFactory.create(plan=plan, action=plan.actions.first())
        IndicatorFactory.create(plan=plan, objective=plan.objectives.first())
        PlanComment.objects.create(plan=plan, author=plan.started_by, text="Example")
    lead = as_user(plan.area.lead_terms.get().person)
    lead.get(plan.get_absolute_url())

    with django_assert_num_queries(DRAFT_QUERIES):
        lead.get(plan.get_absolute_url())


DRAFT_QUERIES = 7


# Acting --------------------------------------------------------------------------------

LEADS_ONLY = [
    ("plan_change_frame", ()),
    ("section_edit", ("I",)),
    ("section_autosave", ("I",)),
    ("row_add", ("objectives",)),
    ("plan_send", ()),
]


@pytest.mark.parametrize(("name", "args"), LEADS_ONLY)
def test_partners_of_the_area_do_not_write_its_plan(as_user, name, args):
    """A1-6b-ii."""
    plan = PlanFactory.create(complete=True)

    response = as_user(member_of(plan.area)).post(address(name, plan, *args), {"text": "x"})

    assert response.status_code == 403
    assert "#A1-6b-ii" in response.content.decode()


@pytest.mark.parametrize(("name", "args"), LEADS_ONLY)
def test_leads_of_another_area_do_not_even_find_the_draft(as_user, name, args):
    """A1-6b-ii: only the own area."""
    plan = PlanFactory.create(complete=True)

    response = as_user(lead_of(AreaFactory.create())).post(
        address(name, plan, *args), {"text": "x"}
    )

    assert response.status_code == 404


@pytest.mark.parametrize(("name", "args"), LEADS_ONLY)
def test_visitors_are_asked_to_sign_in(client, name, args):
    plan = PlanFactory.create(complete=True)

    assert client.post(address(name, plan, *args)).status_code == 302


def test_a_lead_does_not_write_what_lies_before_the_area(as_user):
    plan = PlanFactory.create(status="in_consensus")
    lead = as_user(plan.area.lead_terms.get().person)

    response = lead.post(address("section_edit", plan, "I"), {"text": "x", "version": 1})

    assert response.status_code == 409


def test_a_lead_does_not_note_a_consensus_that_is_not_there(as_user):
    """A1-4b-iii."""
    plan = PlanFactory.create(complete=True)
    lead = plan.area.lead_terms.get().person
    plans.send(plan, by=lead)

    response = as_user(lead).post(address("plan_record_consensus", plan), follow=True)

    plan.refresh_from_db()
    assert response.redirect_chain == [(plan.get_absolute_url(), 302)]
    assert "The area has not adopted this version yet" in response.content.decode()
    assert plan.status == "in_consensus"


def test_the_button_notes_the_consensus(as_user):
    plan = PlanFactory.create(status="in_consensus")
    lead = as_user(plan.area.lead_terms.get().person)

    lead.post(address("plan_record_consensus", plan))

    plan.refresh_from_db()
    assert plan.status == "agreed"


def test_partners_do_not_submit(as_user):
    plan = PlanFactory.create(status="agreed")

    response = as_user(member_of(plan.area)).post(address("plan_submit", plan))

    assert response.status_code == 403


def test_the_lead_submits(as_user):
    plan = PlanFactory.create(status="agreed")
    lead = as_user(plan.area.lead_terms.get().person)

    unsure = lead.post(address("plan_submit", plan), {})
    sure = lead.post(address("plan_submit", plan), {"confirmed": "on"})

    plan.refresh_from_db()
    assert (unsure.status_code, sure.status_code) == (422, 302)
    assert plan.status == "under_review"


def test_leads_do_not_publish(as_user):
    plan = PlanFactory.create(status="aligned")
    lead = as_user(plan.area.lead_terms.get().person)

    response = lead.post(address("plan_publish", plan), {"confirmed": "on"})

    assert response.status_code == 403


def test_the_secretariat_publishes(as_user, secretariat, client):
    plan = PlanFactory.create(status="aligned")

    as_user(secretariat).post(address("plan_publish", plan), {"confirmed": "on"})
    state = client.get(address("plan_pdf_state", plan))

    plan.refresh_from_db()
    assert plan.status == "published"
    assert state.json()["state"] == "open"


def test_nothing_is_published_before_the_review(as_user, secretariat):
    """A1-3f-ii."""
    plan = PlanFactory.create(status="under_review")

    window = as_user(secretariat)
    response = window.post(address("plan_publish", plan), {"confirmed": "on"}, follow=True)

    plan.refresh_from_db()
    assert response.redirect_chain == [(plan.get_absolute_url(), 302)]
    assert "not possible while it stands at “Under review”" in response.content.decode()
    assert plan.status == "under_review"


def test_the_secretariat_does_not_take_the_plan_back(as_user, secretariat):
    plan = PlanFactory.create(status="agreed")

    response = as_user(secretariat).post(address("plan_take_back", plan), {"reason": "x"})

    assert response.status_code == 403


def test_a_lead_starts_the_next_version(as_user):
    first = PlanFactory.create(status="published")
    lead = as_user(first.area.lead_terms.get().person)

    lead.post(
        reverse("areas:plan_start", args=[first.area.slug]),
        {
            "title": "Example plan",
            "language": "en",
            "period_from": "2028-01-01",
            "period_to": "2029-12-31",
        },
    )

    assert first.area.plans.get(number=2).continues == first


def test_no_second_version_is_started_beside_a_draft(as_user):
    plan = PlanFactory.create(complete=True)
    lead = as_user(plan.area.lead_terms.get().person)

    url = reverse("areas:plan_start", args=[plan.area.slug])
    response = lead.get(url, follow=True)

    assert response.redirect_chain == [(plan.area.get_absolute_url(), 302)]
    assert "being written already" in response.content.decode()
    assert plan.area.plans.get() == plan


def test_partners_comment_and_the_lead_resolves(as_user):
    """B4-2."""
    plan = PlanFactory.create(complete=True)
    partner = as_user(member_of(plan.area))

    partner.post(
        address("comment_write", plan), {"section": "I", "text": "Name the sources"}
    )
    comment = plan.comments.get()
    url = address("comment_resolve", plan, comment.pk)
    refused = partner.post(url)
    lead = as_user(plan.area.lead_terms.get().person)
    before = lead.get(plan.get_absolute_url()).context["talk"].threads
    lead.post(url)
    after = lead.get(plan.get_absolute_url()).context["talk"].threads

    comment.refresh_from_db()
    assert refused.status_code == 403
    assert comment.resolved_at is not None
    assert [("resolve" in each.steps) for each in (*before, *after)] == [True, False]
    assert [each.comment for each in (*before, *after)] == [comment, comment]


def test_a_comment_names_the_partner_for_which_it_is_written(as_user):
    """B4-2."""
    plan = PlanFactory.create(complete=True)
    person, only = member_of(plan.area), member_of(plan.area)
    second = RepresentativeFactory.create(
        person=person, partner__name="Example Beta"
    ).partner
    AreaMembership.objects.create(area=plan.area, partner=second, since=today())
    client, url = as_user(person), address("comment_write", plan)

    offered = client.get(plan.get_absolute_url()).text
    unsaid = client.post(url, {"section": "I", "text": "Name the sources"})
    said = client.post(
        url, {"section": "I", "text": "Name the sources", "partner": second.pk}, follow=True
    )
    nothing_to_choose = as_user(only).get(plan.get_absolute_url()).text
    as_user(only).post(url, {"section": "I", "text": "And the year"})

    assert "You write for" in offered
    assert "You write for" not in nothing_to_choose
    assert unsaid.status_code == 422
    assert f"{person.name}, Example Beta" in said.text
    first, last = plan.comments.all()
    assert first.partner == second
    assert last.partner == Representative.objects.get(person=only).partner


def test_nobody_writes_for_a_partner_of_others():
    """B4-2."""
    plan = PlanFactory.create(complete=True)
    foreign = RepresentativeFactory.create().partner

    with pytest.raises(RuleRefusedError) as refused:
        comments.write(
            plan, section="I", text="Example", partner=foreign, by=member_of(plan.area)
        )

    assert refused.value.clause == "B4-2"


def test_strangers_do_not_comment(as_user, secretariat):
    """B4-2."""
    plan = PlanFactory.create(complete=True)

    response = as_user(secretariat).post(address("comment_write", plan), {"text": "x"})

    assert response.status_code == 403


def test_a_form_that_could_only_be_refused_is_never_shown(as_user, secretariat):
    """The right person in the wrong state is led back to the record with a sentence."""
    plan = PlanFactory.create(status="in_consensus")
    lead = as_user(plan.area.lead_terms.get().person)
    officer = as_user(secretariat)
    area = AreaFactory.create()

    answers = {
        name: lead.get(address(name, plan, *args), follow=True)
        for name, args in (
            ("plan_send", ()),
            ("plan_submit", ()),
            ("plan_change_frame", ()),
            ("section_edit", ("I",)),
            ("row_add", ("objectives",)),
        )
    }
    established = officer.get(
        reverse("areas:area_establish", args=[area.slug]), follow=True
    )

    for name, answer in answers.items():
        assert answer.redirect_chain == [(plan.get_absolute_url(), 302)], name
        assert len(list(answer.context["messages"])) == 1, name
    assert established.redirect_chain == [(area.get_absolute_url(), 302)]


def test_an_ended_term_is_not_ended_again(as_user, secretariat):
    term = LeadTermFactory.create(period=days(date(2020, 1, 1), date(2020, 12, 31)))
    url = reverse("areas:lead_end", args=[term.area.slug, term.pk])

    response = as_user(secretariat).get(url, follow=True)

    assert response.redirect_chain == [(term.get_absolute_url(), 302)]
    assert "nothing left to end" in response.content.decode()


def test_a_term_is_found_in_its_own_area_only(as_user, secretariat):
    term, other = LeadTermFactory.create_batch(2)
    url = reverse("areas:lead_end", args=[other.area.slug, term.pk])

    assert as_user(secretariat).get(url).status_code == 404


def test_a_comment_is_found_on_its_own_version_only(as_user):
    plan, other = PlanFactory.create(complete=True), PlanFactory.create(complete=True)
    author = plan.started_by
    comment = PlanComment.objects.create(plan=other, author=author, text="Example")
    lead = as_user(plan.area.lead_terms.get().person)

    response = lead.post(address("comment_resolve", plan, comment.pk))

    comment.refresh_from_db()
    assert response.status_code == 404
    assert comment.resolved_at is None


def test_a_comment_on_a_submitted_version_leads_back_to_it(as_user):
    """B4-2: comments are made on drafts."""
    plan = PlanFactory.create(status="under_review")

    response = as_user(member_of(plan.area)).post(
        address("comment_write", plan), {"text": "Too late"}, follow=True
    )

    assert told(response)[:2] == (409, plan.get_absolute_url())
    assert "comments are made on drafts" in response.content.decode()
    assert "Too late" in response.content.decode()
    assert not plan.comments.exists()


def test_a_comment_is_dealt_with_once(as_user):
    plan = PlanFactory.create(complete=True)
    lead = plan.area.lead_terms.get().person
    comment = PlanComment.objects.create(
        plan=plan,
        author=plan.started_by,
        text="Example",
        resolved_at=timezone.now(),
        resolved_by=plan.started_by,
    )

    response = as_user(lead).post(address("comment_resolve", plan, comment.pk), follow=True)

    comment.refresh_from_db()
    assert response.redirect_chain == [(comment.get_absolute_url(), 302)]
    assert "dealt with already" in response.content.decode()
    assert comment.resolved_by == plan.started_by


def test_the_frame_of_a_draft_is_changed(as_user):
    plan = PlanFactory.create(complete=True)
    lead = as_user(plan.area.lead_terms.get().person)
    url = address("plan_change_frame", plan)

    shown = lead.get(url)
    changed = send(
        lead,
        url,
        {
            "title": "Example plan in French",
            "language": "fr",
            "period_from": "2027-01-01",
            "period_to": "2028-12-31",
        },
    )
    wrong = send(
        lead,
        url,
        {
            "title": "Example",
            "language": "fr",
            "period_from": "2028-01-01",
            "period_to": "2027-12-31",
        },
    )

    kept = PlanVersion.objects.get(pk=plan.pk)
    assert [answer.status_code for answer in (shown, changed, wrong)] == [200, 302, 422]
    assert (kept.title, kept.language) == ("Example plan in French", "fr")
    assert (kept.period_from, kept.period_to) == (date(2027, 1, 1), date(2028, 12, 31))
    assert kept.changed_at > plan.changed_at


# Joining -------------------------------------------------------------------------------


def test_a_representative_lets_the_partner_join_by_one_click(as_user):
    area = AreaFactory.create()
    one = RepresentativeFactory.create()

    as_user(one.person).post(
        reverse("areas:area_join", args=[area.slug]), {"join-partner": one.partner.pk}
    )

    assert list(area.current_partners()) == [one.partner]
    assert [row.slug for row in interests.memberships(one.partner)] == [area.slug]


def test_a_partner_that_is_not_confirmed_cannot_join(as_user):
    """C3, A1-2e."""
    area = AreaFactory.create()
    one = RepresentativeFactory.create(partner__status="inactive")

    response = as_user(one.person).post(
        reverse("areas:area_join", args=[area.slug]), {"join-partner": one.partner.pk}
    )

    assert response.status_code == 403
    assert not area.memberships.exists()


def test_nobody_joins_for_somebody_elses_partner(as_user):
    area = AreaFactory.create()
    one, other = RepresentativeFactory.create_batch(2)

    response = as_user(one.person).post(
        reverse("areas:area_join", args=[area.slug]), {"join-partner": other.partner.pk}
    )

    assert response.status_code == 403


def test_a_partner_leaves_and_joins_again(as_user):
    area = AreaFactory.create()
    person = member_of(area)
    partner = area.current_partners().get()
    window = as_user(person)

    window.post(
        reverse("areas:area_leave", args=[area.slug]), {"leave-partner": partner.pk}
    )
    gone = list(area.current_partners())
    window.post(reverse("areas:area_join", args=[area.slug]), {"join-partner": partner.pk})

    assert gone == []
    assert area.memberships.filter(partner=partner).count() == 2
    assert list(area.current_partners()) == [partner]


def test_a_closed_area_offers_neither_to_join_nor_to_leave(as_user, secretariat):
    area = AreaFactory.create()
    person = member_of(area)
    areas.close(area, reason="The work is done.", by=secretariat)

    page = as_user(person).get(area.get_absolute_url())

    assert "leave_form" not in page.context
    assert "join_form" not in page.context


def test_a_lead_ends_the_own_term_and_no_other_on_the_page(as_user):
    area = AreaFactory.create()
    person = lead_of(area, co_lead=True)
    lead_of(area, second_co_lead=True)

    page = as_user(person).get(area.get_absolute_url())

    offered = [term.person for term, can_end in page.context["current_terms"] if can_end]
    assert offered == [person]


def test_nobody_else_lets_a_partner_leave(as_user, secretariat):
    membership = MembershipFactory.create()

    response = as_user(secretariat).post(
        reverse("areas:area_leave", args=[membership.area.slug]),
        {"leave-partner": membership.partner.pk},
    )

    assert response.status_code == 403


# New areas -----------------------------------------------------------------------------


def test_the_secretariat_proposes_an_area(as_user, secretariat):
    """P-6."""
    as_user(secretariat).post(
        reverse("areas:area_propose"),
        {
            "name_en": "Example dental amalgam",
            "slug": "example-dental",
            "objective": "Less mercury in dentistry",
            "priorities": ["c"],
            "convention_articles": ["4"],
        },
    )

    area = PartnershipArea.objects.get(slug="example-dental")
    assert (area.status, area.body.kind) == ("proposed", "area")


def test_an_area_without_priority_is_refused(as_user, secretariat):
    """A1-1b."""
    response = as_user(secretariat).post(
        reverse("areas:area_propose"),
        {"name_en": "Example", "slug": "example", "objective": "x", "priorities": []},
    )

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["priorities"]


def test_leads_do_not_propose_areas(as_user):
    response = as_user(lead_of(AreaFactory.create())).get(reverse("areas:area_propose"))

    assert response.status_code == 403


def test_an_area_is_established_by_the_advisory_group(as_user, secretariat):
    """P-6: no area is established without its decision."""
    area = AreaFactory.create(proposed=True)
    group = Body.objects.ensure(
        Body.Kind.ADVISORY_GROUP, "pag", "Advisory Group", code="PAG"
    )
    decision = adopted_decision(group, about=area.establishment)
    other = adopted_decision(group)
    window, url = as_user(secretariat), reverse("areas:area_establish", args=[area.slug])

    wrong = window.post(url, {"decision": other.pk})
    right = window.post(url, {"decision": decision.pk})

    area.refresh_from_db()
    assert (wrong.status_code, right.status_code) == (422, 302)
    assert (area.status, area.established_decision) == ("established", decision)


@pytest.mark.parametrize("name", ["area_establish", "area_close"])
def test_nobody_else_establishes_or_closes_an_area(as_user, name):
    area = AreaFactory.create(proposed=True)

    response = as_user(lead_of(AreaFactory.create())).post(
        reverse(f"areas:{name}", args=[area.slug])
    )

    assert response.status_code == 403


def test_the_secretariat_closes_an_area(as_user, secretariat):
    area = AreaFactory.create()
    member_of(area)

    as_user(secretariat).post(
        reverse("areas:area_close", args=[area.slug]), {"reason": "Its work is done"}
    )

    area.refresh_from_db()
    assert area.status == "closed"
    assert area.memberships.get().until == today()


@pytest.mark.parametrize("slug", ["Example", "under_scored", "两字"])
def test_a_short_name_is_refused_in_the_words_of_its_hint(as_user, secretariat, slug):
    typed = {"slug": slug, "name_en": "Example area", "objective": "Example"}

    response = as_user(secretariat).post(reverse("areas:area_propose"), typed)

    assert response.status_code == 422
    assert "Use small letters without accents, digits and hyphens only." in response.text


def test_an_area_is_not_called_as_a_page_of_the_portal(as_user, secretariat):
    typed = {"slug": "propose", "name_en": "Example area", "objective": "Example"}

    response = as_user(secretariat).post(reverse("areas:area_propose"), typed)

    assert response.status_code == 422
    assert "A page of the portal has this short name already" in response.content.decode()
    with pytest.raises(RuleRefusedError, match="A page of the portal"):
        areas.propose(
            slug="propose",
            names={"en": "Example"},
            objective="Example",
            priorities=["a"],
            by=secretariat,
        )
    assert not PartnershipArea.objects.filter(slug="propose").exists()


def test_the_form_that_closes_an_area_says_by_which_rule(as_user, secretariat):
    area = AreaFactory.create()

    page = as_user(secretariat).get(reverse("areas:area_close", args=[area.slug]))

    text = page.content.decode()
    assert "that the secretariat closes is a working rule" in text
    assert "R-23" in text


def test_who_is_no_officer_hears_by_which_rule_an_area_is_closed(as_user):
    area = AreaFactory.create()

    page = as_user(lead_of(area)).get(reverse("areas:area_close", args=[area.slug]))

    assert page.status_code == 403
    assert "R-23" in page.content.decode()
