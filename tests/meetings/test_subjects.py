"""A decision has a subject, and from its opening on it is about nothing else."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from gmp_portal.meetings import subjects
from gmp_portal.meetings.actions import decisions, endings
from gmp_portal.meetings.models import Decision
from gmp_portal.meetings.reading import subjects as about
from gmp_portal.meetings.subjects import GENERAL, KINDS, Subject, SubjectKind
from gmp_portal.workflow import RuleRefusedError
from tests.before_rule import before_rule
from tests.factories.accounts import UserFactory
from tests.factories.meetings import BodyFactory, DecisionFactory, MeetingFactory

pytestmark = pytest.mark.django_db
THING, OTHER = Subject("sample", "1"), Subject("sample", "2")
KNOWN = SubjectKind(
    lambda subject: f"Sample {subject.first}", lambda _s: "/meetings/pag-1/"
)


@pytest.fixture
def group():
    return BodyFactory.create(pag=True)


def _draft(group, **facts):
    how = {"title": "Sample", "text": "Sample text.", "by": UserFactory.create()}
    return decisions.draft(group, **how | facts)


def _once(group, thing=THING):
    how = {"title": "Sample", "text": "Sample text.", "by": UserFactory.create()}
    return decisions.draft_once(group, about=thing, language="en", **how)


def test_a_decision_is_about_nothing_unless_that_is_said(group):
    assert _draft(group).about == GENERAL
    assert Decision.objects.get(subject="general:").about == GENERAL


def test_a_decision_keeps_the_thing_it_is_about(group):
    decision = _draft(group, about=THING)

    assert Decision.objects.about(THING).get() == decision
    assert not Decision.objects.about(OTHER).exists()
    assert str(Decision.objects.get().about) == decision.subject == "sample:1"


# Once ----------------------------------------------------------------------------------


def test_drafting_about_a_thing_again_leads_to_what_is_under_way(group):
    first = _once(group)

    assert _once(group) == first
    assert _once(group, OTHER) != first
    assert first.texts.count() == 1


def test_what_ended_is_followed_by_another_draft(group):
    first = _once(group)
    endings.withdraw(first, reason="Sample", by=UserFactory.create())

    assert _once(group) != first


def test_a_draft_about_a_thing_waits_for_the_next_meeting(group):
    MeetingFactory.create(body=group)
    convened = MeetingFactory.create(body=group, convened=True)

    assert _once(group).meeting == convened
    assert _once(BodyFactory.create(), OTHER).meeting is None


def test_a_second_draft_about_a_thing_is_refused(group):
    DecisionFactory.create(about=THING, open=True)

    with pytest.raises(RuleRefusedError, match="drafted or open already") as refusal:
        _draft(group, about=THING)

    assert refusal.value.clause == "A1-4a-iii"


def test_the_database_knows_one_decision_under_way_about_a_thing():
    DecisionFactory.create(about=THING)

    with (
        pytest.raises(IntegrityError, match="decision_one_under_way"),
        transaction.atomic(),
    ):
        DecisionFactory.create(about=THING)
    DecisionFactory.create()
    DecisionFactory.create()


# Frozen --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"subject_key": "2"},
        {"subject_kind": "general", "subject_key": ""},
        {"subject_label": "Something else"},
        {"subject_url": "/somewhere/else/"},
    ],
)
@pytest.mark.parametrize("state", ["open", "silent", "adopted"])
def test_the_subject_is_frozen_once_the_decision_is_opened(state, change):
    decision = DecisionFactory.create(about=THING, **{state: True})
    rows = Decision.objects.filter(pk=decision.pk)

    with pytest.raises(IntegrityError, match="stays as it was when it opened"):
        rows.update(**change)


def test_no_decision_moves_to_another_body_once_it_is_opened():
    decision, other = DecisionFactory.create(open=True), BodyFactory.create()

    with pytest.raises(IntegrityError, match="stays as it was when it opened"):
        Decision.objects.filter(pk=decision.pk).update(body=other)


def test_a_draft_may_still_become_one_about_another_thing():
    decision = DecisionFactory.create(about=THING)

    Decision.objects.filter(pk=decision.pk).update(subject_key="2")

    decision.refresh_from_db()
    assert decision.subject == "sample:2"


@pytest.mark.parametrize(
    ("kind", "key"), [("sample", ""), ("", "1"), ("", ""), ("general", "1")]
)
def test_a_kind_and_a_key_belong_together(kind, key):
    with pytest.raises(IntegrityError, match="decision_subject_complete"):
        DecisionFactory.create(about=Subject(kind, key))


def test_nothing_new_comes_from_before_the_rule():
    with (
        pytest.raises(IntegrityError, match="names what it is about"),
        transaction.atomic(),
    ):
        DecisionFactory.create(about=subjects.BEFORE_RULE)
    drafted = Decision.objects.filter(pk=DecisionFactory.create().pk)
    with pytest.raises(IntegrityError, match="names what it is about"):
        drafted.update(subject_kind="before_rule")


# Carried -------------------------------------------------------------------------------


def test_only_a_decision_about_that_very_thing_carries_it():
    decision = DecisionFactory.create(adopted=True, about=THING)

    decisions.refuse_another(decision, THING, clause="P-6")
    with pytest.raises(RuleRefusedError, match="about something else") as refusal:
        decisions.refuse_another(decision, OTHER, clause="P-6")

    assert refusal.value.clause == "P-6"


def test_a_decision_of_before_carries_nothing_new():
    old = before_rule(DecisionFactory.create(adopted=True))

    with pytest.raises(RuleRefusedError, match="before decisions named"):
        decisions.refuse_another(old, THING, clause="P-6")


# On its page ---------------------------------------------------------------------------


def test_the_app_that_knows_the_thing_names_it_and_leads_there(person):
    decision = DecisionFactory.create(about=THING, subject_label="In its own words")

    with KINDS.replaced("sample", KNOWN), translation.override("fr"):
        said = about.label(decision), about.link(person, decision)

    assert said == ("Sample 1", "/fr/meetings/pag-1/")


def test_what_nobody_knows_any_more_is_named_by_its_own_words(person):
    decision = DecisionFactory.create(about=THING, subject_label="In its own words")

    assert about.label(decision) == "In its own words"
    assert about.link(person, decision) == ""


def test_a_decision_of_before_keeps_its_words_and_says_so(client):
    old = DecisionFactory.create(adopted=True, subject_label="Sample of before")
    new = DecisionFactory.create(adopted=True)

    page = client.get(before_rule(old).get_absolute_url()).content.decode()
    other = client.get(new.get_absolute_url()).content.decode()

    assert "Sample of before" in page
    assert "Recorded before this rule" in page
    assert "Recorded before this rule" not in other


def test_words_about_a_thing_are_not_typed(as_user, secretariat):
    drafts = DecisionFactory.create(), DecisionFactory.create(about=THING)
    browser = as_user(secretariat)
    typed = {"title": "Sample", "text": "Sample", "subject_label": "Something else"}

    for decision in drafts:
        url = reverse("meetings:decision_redraft", args=[decision.slug])
        assert browser.post(url, typed).status_code == 302
        decision.refresh_from_db()

    assert [draft.subject_label for draft in drafts] == ["Something else", ""]
    assert drafts[1].about == THING
