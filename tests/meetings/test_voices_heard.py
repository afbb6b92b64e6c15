"""Who is heard how long, in the same words for the page, the act and the table of rights."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from gmp_portal.accounts.models.terms import days
from gmp_portal.meetings import body_rules, permissions
from gmp_portal.meetings.actions import positions
from gmp_portal.website.demo import sessions
from gmp_portal.workflow import NotNowError, RuleRefusedError
from tests.before_rule import as_it_was
from tests.factories.advisory_group import SeatFactory, the_group
from tests.factories.meetings import (
    DecisionFactory,
    ObjectionFactory,
    attend,
    declare,
)
from tests.factories.partners import RepresentativeFactory
from tests.reading import reading

PAST = days(date(2024, 1, 1), date(2024, 12, 31))
pytestmark = pytest.mark.django_db

GROUNDS = {"reason": "Too far.", "acceptable_wording": "A bit less."}
SAVED, REFUSED = 302, 409


def _state(name, pag, members, chair):
    if name.startswith("declared"):
        decision = DecisionFactory.create(
            body=pag, open=True, electors=members, absent=[members[1]]
        )
        attend(decision.meeting, *(each for each in members if each != members[1]))
        declare(decision, by=chair)
        if name == "declared_over":
            sessions.let_time_pass(decision)
        return decision
    if name in ("deferred", "no_consensus", "withdrawn"):
        decision = DecisionFactory.create(body=pag, open=True, electors=members)
        decision.status, decision.ended_at = name, timezone.now()
        decision.save()
        return decision
    if name == "silence_over":
        decision = DecisionFactory.create(body=pag, silent=True, electors=members)
        before = timedelta(days=8)
        as_it_was(
            decision,
            opened_at=decision.opened_at - before,
            closes_at=decision.closes_at - before,
        )
        return decision
    return DecisionFactory.create(body=pag, electors=members, **{name: True})


STATES = {
    # Who says that there is no objection, and who objects: whether it counts for each.
    "open": (SAVED, SAVED),
    "silent": (SAVED, SAVED),
    "declared": (REFUSED, SAVED),
    "declared_over": (REFUSED, SAVED),
    "silence_over": (REFUSED, SAVED),
    "adopted": (REFUSED, SAVED),
    "deferred": (REFUSED, REFUSED),
    "no_consensus": (REFUSED, REFUSED),
    "withdrawn": (REFUSED, REFUSED),
}


@pytest.mark.parametrize("name", STATES)
def test_the_table_of_rights_says_what_the_form_does(name, pag, members, chair, as_user):
    decision = _state(name, pag, members, chair)
    browser, url = (
        as_user(members[0]),
        reverse("meetings:decision_position", args=[decision.slug]),
    )

    can = permissions.can_decision_position(members[0], decision)
    answers = tuple(
        browser.post(url, sent | reading(decision)).status_code
        for sent in (
            {"kind": "no_objection", "acceptable_wording": "", "statement": ""},
            {"kind": "objection", **GROUNDS},
        )
    )

    assert answers == STATES[name]
    assert can == (SAVED in answers)


@pytest.mark.parametrize(
    ("name", "sentence", "clause"),
    [
        ("declared", "The declaration can be recalled until", "R-18"),
        ("silence_over", "The no-objection period ended on", "R-07"),
        ("adopted", "This decision is adopted", "R-16"),
    ],
)
def test_who_is_heard_no_more_is_told_the_true_reason(
    name, sentence, clause, pag, members, chair, as_user
):
    decision = _state(name, pag, members, chair)
    url = reverse("meetings:decision_position", args=[decision.slug])
    browser = as_user(members[0])

    form = browser.get(url).content.decode()
    page = browser.get(decision.get_absolute_url()).content.decode()
    with pytest.raises(NotNowError) as refused:
        positions.take_position(decision, by=members[0])

    assert sentence in str(refused.value.sentence)
    assert refused.value.clause == clause
    assert "kept as late" in form
    assert "Put an objection on record" in page


def test_who_was_absent_is_still_heard(pag, members, chair):
    decision = _state("declared", pag, members, chair)

    assert positions.take_position(decision, by=members[1]).kind == "no_objection"


# Objections of those who belong to the body no more ------------------------------------------


def test_a_former_member_is_told_since_when_nobody_speaks():
    seat = SeatFactory.create(period=PAST)
    decision = DecisionFactory.create(body=the_group(), open=True, electors=[seat.person])
    objection = ObjectionFactory.create(elector=decision.electors.get())

    with pytest.raises(RuleRefusedError, match="Your term ended on") as refused:
        positions.withdraw_objection(objection, by=seat.person)

    assert (refused.value.status, refused.value.clause) == (403, "A1-4a-iii")
    assert date_format(seat.ends_on) in refused.value.message
    assert "nobody else speaks for you" in refused.value.message


def test_a_former_representative_is_told_who_speaks_now(area):
    term = RepresentativeFactory.create(period=PAST)
    decision = DecisionFactory.create(body=area, open=True, electors=[term.partner])
    objection = ObjectionFactory.create(elector=decision.electors.get())

    with pytest.raises(RuleRefusedError, match="Whoever speaks for the partner now"):
        positions.withdraw_objection(objection, by=term.person)


def test_others_hear_that_only_the_author_withdraws(pag, members, person):
    decision = DecisionFactory.create(body=pag, open=True, electors=members)
    objection = ObjectionFactory.create(elector=decision.electors.all()[0])

    with pytest.raises(RuleRefusedError, match="withdrawn by its author"):
        positions.withdraw_objection(objection, by=person)


def test_a_member_without_a_term_on_record_hears_the_same(pag, register, chair):
    decision = DecisionFactory.create(body=pag, open=True, electors=[chair])
    objection = ObjectionFactory.create(elector=decision.electors.get())
    register("advisory_group", [], [])

    with pytest.raises(RuleRefusedError, match="withdrawn by its author"):
        positions.withdraw_objection(objection, by=chair)
    assert body_rules.NO_RULES.last_term(chair, pag) is None
