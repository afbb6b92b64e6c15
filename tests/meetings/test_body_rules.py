"""What the apps above say about a body, and what the portal makes of it."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from gmp_portal.meetings import body_rules
from gmp_portal.meetings.body_rules import RULES, BodyRules, Candidate
from gmp_portal.meetings.models import Body, Decision, Meeting
from gmp_portal.meetings.reading import subjects
from tests.factories.accounts import SecretariatTermFactory, UserFactory
from tests.factories.meetings import BodyFactory, DecisionFactory, MeetingFactory
from tests.factories.partners import RepresentativeFactory

pytestmark = pytest.mark.django_db
PAST = (date(2024, 1, 1), date(2024, 2, 1))


@pytest.fixture
def body():
    return BodyFactory.create(event=True)


def _rules(**answers):
    """Rules with these answers to some questions."""
    methods = {
        name: (lambda self, *args, _a=answer: _a) for name, answer in answers.items()
    }
    return type("Rules", (BodyRules,), methods)()


def test_every_kind_of_body_has_rules():
    assert set(RULES) == set(Body.Kind.values)


def test_a_kind_without_rules_knows_nobody(body, person):
    with RULES.cleared():
        answers = (
            body_rules.members(body),
            body_rules.member(person, body),
            body_rules.presides(person, body),
            body_rules.bodies_of(person),
            body_rules.people(body),
            body_rules.observing_organisations(person, body),
        )
        body_rules.follow(DecisionFactory(body=body), person)

    assert answers == ([], None, False, [], [], [])


def test_members_are_counted_once_without_unep_and_without_closed_accounts(body):
    member, closed = UserFactory(), UserFactory(is_active=False)
    staff, former = UserFactory(officer=True), SecretariatTermFactory(period=PAST).person
    people = [member, member, closed, staff, former]
    rules = _rules(members=[Candidate(person, "Example Institute") for person in people])

    with RULES.replaced("event", rules):
        members = body_rules.members(body)

    assert [candidate.person for candidate in members] == [member, former]


def test_only_one_of_the_body_is_its_member(body, person):
    member = UserFactory()

    with RULES.replaced("event", _rules(members=[Candidate(member, "Example")])):
        places = body_rules.member(member, body), body_rules.member(person, body)

    assert places == (Candidate(member, "Example"), None)


@pytest.mark.parametrize("closed", [True, False])
def test_neither_strangers_nor_closed_accounts_preside_or_observe(body, closed):
    user = UserFactory(is_active=False) if closed else AnonymousUser()
    rules = _rules(presides=True, bodies_of=[body.pk], observing_organisations=["Example"])

    with RULES.replaced("event", rules):
        answers = (
            body_rules.presides(user, body),
            body_rules.bodies_of(user),
            body_rules.observing_organisations(user, body),
        )

    assert answers == (False, [], [])


def test_who_presides_over_one_body_sees_no_plans_of_another(register, chair):
    mine = MeetingFactory()
    MeetingFactory(body=BodyFactory())
    register("advisory_group", [], [chair])

    assert list(Meeting.objects.visible_to(chair)) == [mine]
    assert body_rules.presides(chair, mine.body)


@pytest.mark.parametrize(("kind", "is_open"), [("pag", True), ("event", True), ("", False)])
def test_partners_observe_the_group_and_events_and_no_area(kind, is_open):
    term = RepresentativeFactory()
    body = BodyFactory(**({kind: True} if kind else {}))

    organisations = body_rules.observing_organisations(term.person, body)

    assert organisations == ([term.partner.name] if is_open else [])


# What a decision is about --------------------------------------------------------------


def _about(url):
    return Decision(subject_url=url, subject_label="The sample")


@pytest.mark.parametrize("sees", [True, False])
def test_a_decision_leads_to_its_subject_only_who_sees_that(person, sees):
    asked = []

    def check(user, *, slug):
        asked.append((user, slug))
        return sees

    rules = type("Rules", (BodyRules,), {"subjects": {"meetings:meeting_detail": check}})()

    with RULES.replaced("event", rules):
        link = subjects.link(person, _about("/meetings/pag-1/"))

    assert asked == [(person, "pag-1")]
    assert link == ("/meetings/pag-1/" if sees else "")


def test_what_nobody_checks_is_linked_in_the_language_of_the_reader(person):
    with translation.override("fr"):
        link = subjects.link(person, _about("/meetings/pag-1/"))

    assert link == "/fr/meetings/pag-1/"


@pytest.mark.parametrize("url", ["", "/nowhere/at/all/"])
def test_what_leads_nowhere_is_not_linked(person, url):
    assert subjects.link(person, _about(url)) == ""
