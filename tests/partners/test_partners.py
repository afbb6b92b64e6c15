"""What happens to partners and those who speak for them (R-11, A1-6a)."""

import re
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.formats import date_format

from gmp_portal import rounds
from gmp_portal.accounts.models.terms import today
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from partners import permissions, seed
from partners.actions import join_requests, partners, representatives
from partners.models import JoinRequest, Partner
from partners.reading import history
from tests.factories.accounts import UserFactory
from tests.factories.partners import (
    JoinRequestFactory,
    LetterFactory,
    PartnerFactory,
    RepresentativeFactory,
)
from tests.factories.reference import CountryFactory
from tests.migrating import migrate

pytestmark = pytest.mark.django_db
Status = Partner.Status


def test_rename_shows_who_when_old_and_new(secretariat):
    partner = PartnerFactory(name="Example Institute")

    partners.rename(partner, "Example Academy", reason="New statute", by=secretariat)

    [change] = rounds.read(history.changes(partner))
    assert (change.by, change.field, change.old, change.new) == (
        secretariat.name,
        "Name",
        "Example Institute",
        "Example Academy",
    )
    assert partner.slug == "example-institute"


def test_the_history_holds_a_hundred_characters_of_the_reason(secretariat):
    partner = PartnerFactory()
    reason = "".join(str(number % 10) for number in range(150))

    partners.rename(partner, "Example Academy", reason=reason, by=secretariat)

    assert partner.history.first().history_change_reason == reason[:100]


def test_a_name_that_somebody_has_is_refused(secretariat):
    PartnerFactory(name="Example Academy")
    partner = PartnerFactory()

    with pytest.raises(RuleRefusedError):
        partners.rename(partner, "EXAMPLE  academy", reason="Typing error", by=secretariat)


def test_withdrawing_ends_participation_and_terms(secretariat):
    term = RepresentativeFactory()
    partner = term.partner

    partners.withdraw(partner, reason="We close.", by=term.person)

    [participation] = partner.participations.all()
    assert (partner.status, participation.ends_on) == (
        Status.WITHDRAWN,
        today() - timedelta(days=1),
    )
    assert not permissions.represents(term.person, partner)
    assert Message.objects.get(recipient=secretariat).subject.startswith(partner.name)


def test_a_silent_partner_can_come_back(secretariat):
    partner = RepresentativeFactory().partner
    partners.deactivate(partner, reason="No answer for two periods.", by=secretariat)

    partners.reactivate(partner, reason="They answered.", by=secretariat)

    assert partner.status == Status.CONFIRMED
    assert partner.took_part_on(today())
    assert Message.objects.filter(subject__contains=partner.name).count() == 2


def test_who_came_left_and_comes_back_on_one_day_never_was_away(secretariat):
    letter = LetterFactory(submitted=True)
    partner = partners.admit(letter, partner=None, by=secretariat)
    partners.withdraw(partner, reason="A mistake.", by=secretariat)

    partners.admit(letter, partner=partner, by=secretariat)

    [participation] = partner.participations.all()
    assert participation.ends_on is None
    assert partner.took_part_on(today())


def test_a_withdrawn_partner_cannot_fall_silent(secretariat):
    partner = PartnerFactory(withdrawn=True)

    with pytest.raises(InvalidTransitionError):
        partners.deactivate(partner, reason="Silence.", by=secretariat)


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        (date(2024, 2, 29), False),
        (date(2024, 3, 1), True),
        (date(2025, 6, 30), True),
        (date(2025, 7, 1), False),
    ],
)
def test_participation_is_answered_for_a_day(day, answer):
    partner = PartnerFactory(withdrawn=True)

    assert partner.took_part_on(day) is answer


def test_a_term_that_ends_takes_the_right_at_once(secretariat):
    term = RepresentativeFactory()

    representatives.end(term, reason="New job.", nobody_follows=True, by=secretariat)

    assert not permissions.represents(term.person, term.partner)
    assert not Partner.objects.represented_by(term.person).exists()


def test_a_partner_leaves_on_the_day_somebody_began_and_ended(secretariat):
    partner = PartnerFactory()
    term = representatives.appoint(partner, UserFactory(), by=secretariat)
    representatives.end(term, reason="A mistake.", nobody_follows=True, by=secretariat)

    partners.withdraw(partner, reason="We close.", by=secretariat)

    term.refresh_from_db()
    assert (partner.status, term.ended_reason) == (Status.WITHDRAWN, "A mistake.")


def test_a_term_that_begins_in_the_future_gives_no_right_yet():
    term = RepresentativeFactory(period=(today() + timedelta(days=1), None))

    assert not permissions.represents(term.person, term.partner)


def test_nobody_is_appointed_twice(secretariat):
    term = RepresentativeFactory()

    with pytest.raises(RuleRefusedError, match="belongs to this partner already"):
        representatives.appoint(term.partner, term.person, by=secretariat)


def test_asking_to_join_twice_is_one_request(person, secretariat):
    partner = PartnerFactory()

    first = join_requests.ask(partner, note="I work there.", by=person)
    second = join_requests.ask(partner, note="Again.", by=person)

    assert first == second
    assert Message.objects.get(recipient=secretariat).body.count("I work there.") == 1


def test_accepting_a_request_lets_the_person_speak_for_the_partner(secretariat):
    request = JoinRequestFactory()

    join_requests.accept(request, by=secretariat)

    assert request.status == JoinRequest.Status.ACCEPTED
    assert permissions.represents(request.person, request.partner)


def test_refusing_a_request_gives_no_right(secretariat):
    request = JoinRequestFactory()

    join_requests.refuse(request, by=secretariat)

    assert not permissions.represents(request.person, request.partner)


@pytest.mark.parametrize(
    ("table", "change", "constraint"),
    [
        ("partner", "since = NULL", "partner_confirmed_since_or_evidence"),
        ("partner", "status = 'gone'", "partner_status_known"),
        ("partner", "kind = 'club'", "partner_kind_known"),
        ("representative", "period = 'empty'", "representative_period_known"),
        ("representative", "role = 'king'", "representative_role_known"),
        ("participation", "period = 'empty'", "participation_has_a_day"),
    ],
)
def test_the_database_keeps_the_rules_of_partners(table, change, constraint):
    RepresentativeFactory()

    with pytest.raises(DatabaseError, match=constraint), transaction.atomic():
        connection.cursor().execute(f"UPDATE partners_{table} SET {change}")  # noqa: S608


def test_the_database_refuses_the_same_name_and_overlapping_terms():
    term = RepresentativeFactory(partner__name="Example Institute")

    with pytest.raises(DatabaseError, match="skeleton"), transaction.atomic():
        PartnerFactory(name="EXAMPLE Institute ", slug="other")
    with pytest.raises(DatabaseError, match="representative_once"), transaction.atomic():
        RepresentativeFactory(partner=term.partner, person=term.person)


def test_the_database_lets_nobody_decide_on_the_own_request():
    asked = JoinRequestFactory()
    decision = {"decided_at": asked.asked_at, "decided_by": asked.person}

    with pytest.raises(DatabaseError, match="not_decided_by_oneself"), transaction.atomic():
        JoinRequest.objects.filter(pk=asked.pk).update(status="accepted", **decision)


def test_a_decision_on_the_own_request_that_is_there_stops_no_upgrade():
    asked = JoinRequestFactory()
    decision = {"decided_at": asked.asked_at, "decided_by": asked.person}
    migrate([("partners", "0002_lookalikes")])
    JoinRequest.objects.filter(pk=asked.pk).update(status="accepted", **decision)

    migrate([("partners", "0003_nobody_lets_oneself_in")])

    asked.refresh_from_db()
    assert asked.decided_by == asked.person


def test_the_seed_enters_57_partners_with_evidence_once():
    CountryFactory.create(iso2="KE")

    seed.load()
    seed.load()

    entered = Partner.objects.all()
    assert entered.count() == 57
    assert not entered.filter(source__contains="[E4]").exists()
    assert not entered.filter(since__isnull=False).exists()
    assert entered.get(slug__startswith="world-health").country_id == "CH"


@pytest.mark.parametrize(
    ("name", "day", "answer"),
    [
        ("Ban Toxics", date(2013, 12, 31), None),
        ("Ban Toxics", date(2014, 1, 1), True),
        ("Ecocycle", date(2020, 1, 1), None),
    ],
)
def test_where_the_sources_are_silent_the_answer_is_unknown(name, day, answer):
    seed.load()

    assert Partner.objects.get(name=name).took_part_on(day) is answer


@pytest.mark.parametrize(
    ("name", "day", "answer"),
    [
        ("Ecocycle", "2020-01-01", "Not known: the sources say nothing"),
        ("Ecocycle", None, "stood in this register on"),
        ("Ban Toxics", "2020-01-01", "was on record as a partner by 2014"),
    ],
)
def test_an_answer_says_on_what_it_rests(client, name, day, answer):
    seed.load()
    partner = Partner.objects.get(name=name)
    asked = day or today().isoformat()

    page = client.get(partner.get_absolute_url(), {"on": asked}).content.decode()

    [said] = re.findall(r'<p role="status"><strong>(.*?)</strong>', page)
    assert answer in said
    assert date_format(date.fromisoformat(asked)) in said


def test_somebody_else_cannot_decide_on_a_request():
    request = JoinRequestFactory()

    assert not permissions.can_join_request_decide(UserFactory(), request)
    assert not permissions.can_join_request_decide(request.person, request)


def test_a_new_name_is_kept_with_its_short_form(secretariat):
    partner = PartnerFactory(name="Example Institute", short_name="EI")

    partners.rename(
        partner, "Example Academy", short_name="EA", reason="New statute", by=secretariat
    )

    partner.refresh_from_db()
    assert (partner.name, partner.short_name) == ("Example Academy", "EA")
