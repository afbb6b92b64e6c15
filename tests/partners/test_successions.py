"""Who leaves a partner hands over, or says that nobody follows yet (N41, R-39)."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from gmp_portal.accounts.models.terms import days, today
from gmp_portal.meetings import worklist as meeting_tasks
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import RuleRefusedError
from partners import permissions, worklist
from partners.actions import invitations, partners, representatives
from partners.models import Partner, PartnerInvitation, Representative
from tests.before_rule import as_it_was, never_kept
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory, member_of
from tests.factories.meetings import (
    AttendanceFactory,
    DecisionFactory,
    MeetingFactory,
    ObserverInvitationFactory,
)
from tests.factories.partners import (
    JoinRequestFactory,
    LetterFactory,
    RepresentativeFactory,
)
from tests.factories.reporting import ProgressReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def focal_point():
    return RepresentativeFactory.create(
        person__name="Sample Leaver", partner__name="Example Institute"
    )


def page_of(name, record):
    return reverse(f"partners:{name}", args=[record.partner.slug, record.pk])


def handed_over(term, successor):
    return invitations.hand_over(term, email=successor.email, language="en", by=term.person)


def roles_at(partner):
    terms = partner.representatives.current()
    return dict(terms.values_list("person__email", "role"))


def test_a_focal_point_asks_a_colleague_to_follow_and_goes_on_meanwhile(
    focal_point, as_user
):
    colleague = RepresentativeFactory.create(
        partner=focal_point.partner, role="contributor"
    )
    said = {"successor": str(colleague.pk), "language": "en"}
    browser = as_user(focal_point.person)
    url = page_of("representative_hand_over", focal_point)

    shown = browser.get(focal_point.partner.get_absolute_url()).content.decode()
    page = browser.post(url, said, follow=True).content.decode()

    asked = PartnerInvitation.objects.get()
    assert url in shown
    assert f"{colleague.person.email} is asked to follow you" in page
    assert (asked.hands_over, asked.role) == (focal_point, "focal_point")
    assert permissions.represents(focal_point.person, focal_point.partner)


@pytest.mark.parametrize(
    ("said", "status"),
    [({}, 422), ({"email": "nonsense"}, 422), ({"email": "next@example.org"}, 302)],
)
def test_whoever_follows_is_named_by_an_address_or_not_at_all(
    focal_point, as_user, said, status
):
    url = page_of("representative_hand_over", focal_point)

    response = as_user(focal_point.person).post(url, said | {"language": "en"})

    assert response.status_code == status
    assert PartnerInvitation.objects.filter(email="next@example.org").exists() == (
        status == 302
    )


def test_one_term_ends_at_the_moment_in_which_the_next_begins(focal_point, as_user):
    successor = UserFactory.create(name="Sample Successor")
    LetterFactory.create(
        confirmed=True, partner=focal_point.partner, sender=focal_point.person
    )
    report = ProgressReportFactory.create(partner=focal_point.partner)
    asked = handed_over(focal_point, successor)
    leaver, follower = as_user(focal_point.person), as_user(successor)

    landed = follower.post(
        page_of("invitation_answer", asked), {"accept": "1"}, follow=True
    )

    page = landed.content.decode()
    partner = focal_point.partner
    focal_point.refresh_from_db()
    invite = reverse("partners:invitation_send", args=[partner.slug])
    assert roles_at(partner) == {successor.email: "focal_point"}
    assert focal_point.ended_reason == "Handed over to Sample Successor."
    assert not focal_point.nobody_follows
    assert "Sample Leaver handed over to you" in page
    assert report.get_absolute_url() in page
    assert partner.letters.get().get_absolute_url() in page
    assert (leaver.get(invite).status_code, follower.get(invite).status_code) == (403, 200)
    assert Message.objects.filter(
        template="partners/emails/representative_ended.txt", recipient=focal_point.person
    ).exists()


def test_whoever_left_reads_the_own_past_and_writes_no_more(focal_point, as_user):
    letter = LetterFactory.create(
        confirmed=True, partner=focal_point.partner, sender=focal_point.person
    )
    report = ProgressReportFactory.create(partner=focal_point.partner, state="submitted")
    as_it_was(report, submitted_by=focal_point.person)
    leaver = as_user(focal_point.person)
    before = leaver.get(reverse("partners:letter_write", args=[letter.key])).status_code
    successor = UserFactory.create()
    invitations.accept(handed_over(focal_point, successor), by=successor)

    read = [leaver.get(each.get_absolute_url()).status_code for each in (letter, report)]
    written = leaver.get(reverse("partners:letter_write", args=[letter.key])).status_code

    assert (before, read, written) == (200, [200, 200], 403)


@pytest.mark.parametrize("ended_by", ["hand-over", "officer"])
def test_a_term_of_one_day_is_over_the_moment_it_is_ended(secretariat, as_user, ended_by):
    term = RepresentativeFactory.create(period=days(today(), None))
    RepresentativeFactory.create(partner=term.partner)
    partner, person = term.partner, term.person
    JoinRequestFactory.create(partner=partner)
    decision = DecisionFactory.create(body__kind="area", silent=True, electors=[partner])
    position = reverse("meetings:decision_position", args=[decision.slug])
    leaver = as_user(person)
    before = leaver.get(position).status_code

    if ended_by == "officer":
        representatives.end(term, reason="Named by mistake.", by=secretariat)
    else:
        successor = UserFactory.create()
        invitations.accept(handed_over(term, successor), by=successor)

    term.refresh_from_db()
    after = leaver.post(position, {"kind": "no_objection"}).status_code
    assert (before, after) == (200, 404)
    assert (term.is_current, term.has_ended) == (False, True)
    assert not Partner.objects.with_person(person)
    assert person not in partner.current_representatives()
    assert not partner.representatives.current().of(person)
    assert worklist.waiting_for(person) == []


def test_the_first_day_of_a_term_that_was_ended_later_counts():
    first = today() - timedelta(days=40)
    term = RepresentativeFactory.create(
        period=days(first, today() - timedelta(days=2)), ended_reason="Left."
    )

    on_first = term.partner.representatives.current(first)

    assert list(on_first) == [term]


def test_whoever_left_has_no_say_about_observers_of_a_meeting_of_the_area(
    secretariat, as_user
):
    area = AreaFactory.create()
    person = member_of(area)
    [term] = person.representatives.all()
    RepresentativeFactory.create(partner=term.partner)
    meeting = MeetingFactory.create(body=area.body, convened=True)
    AttendanceFactory.create(meeting=meeting, person=person)
    guest = ObserverInvitationFactory.create(meeting=meeting)
    url = reverse("meetings:observer_object", args=[meeting.slug, guest.pk])
    leaver = as_user(person)
    before = leaver.get(url).status_code, len(meeting_tasks.waiting_for(person))

    representatives.end(term, reason="Another work.", by=secretariat)

    after = leaver.get(url).status_code, len(meeting_tasks.waiting_for(person))
    assert (before, after) == ((200, 1), (403, 0))


def test_whoever_left_today_is_named_again_tomorrow(secretariat, as_user):
    term = RepresentativeFactory.create(period=days(today(), None))
    RepresentativeFactory.create(partner=term.partner)
    representatives.end(term, reason="Named by mistake.", by=secretariat)

    with pytest.raises(RuleRefusedError, match="left this partner today"):
        representatives.appoint(term.partner, term.person, by=secretariat)

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        representatives.appoint(term.partner, term.person, by=secretariat)
        assert term.partner.representatives.current().of(term.person).exists()


def test_a_contributor_who_follows_gets_the_new_role_even_on_the_same_day(focal_point):
    began_today = RepresentativeFactory.create(
        partner=focal_point.partner, role="contributor", period=days(today(), None)
    )
    asked = handed_over(focal_point, began_today.person)

    invitations.accept(asked, by=began_today.person)

    person, partner = began_today.person, focal_point.partner
    assert roles_at(partner) == {person.email: "focal_point"}
    assert person.representatives.count() == 1
    assert permissions.represents(person, partner)


def test_an_alternate_who_follows_keeps_what_was_before(focal_point):
    alternate = RepresentativeFactory.create(partner=focal_point.partner, role="alternate")
    representatives.consent(alternate, consents=True, by=alternate.person)
    asked = handed_over(focal_point, alternate.person)

    invitations.accept(asked, by=alternate.person)

    roles = alternate.person.representatives.order_by("period").values_list(
        "role", flat=True
    )
    now = alternate.person.representatives.current().get()
    assert list(roles) == ["alternate", "focal_point"]
    assert now.is_public


def test_another_focal_point_who_follows_stays_as_before(focal_point):
    other = RepresentativeFactory.create(partner=focal_point.partner)

    invitations.accept(handed_over(focal_point, other.person), by=other.person)

    assert roles_at(focal_point.partner) == {other.person.email: "focal_point"}
    assert other.person.representatives.count() == 1


def test_the_last_word_on_who_follows_counts(focal_point):
    first = handed_over(focal_point, UserFactory.create())
    second = handed_over(focal_point, UserFactory.create())

    first.refresh_from_db()

    assert (first.status, second.status) == ("withdrawn", "waiting")


def test_a_hand_over_ends_with_the_term_that_it_hands_over(focal_point, secretariat):
    successor = UserFactory.create()
    asked = handed_over(focal_point, successor)
    representatives.end(focal_point, reason="Left.", nobody_follows=True, by=secretariat)

    asked.refresh_from_db()

    assert asked.status == "withdrawn"


def test_what_somebody_sent_lets_nobody_in_after_the_sender_left(focal_point, secretariat):
    stays = RepresentativeFactory.create(partner=focal_point.partner).person
    person = UserFactory.create()
    said = {"role": "focal_point", "language": "en"}
    own = invitations.send(
        focal_point.partner, email=person.email, by=focal_point.person, **said
    )
    other = invitations.send(
        focal_point.partner, email="other@example.org", by=stays, **said
    )

    representatives.end(focal_point, reason="Left.", by=secretariat)

    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.status, other.status) == ("withdrawn", "waiting")
    with pytest.raises(RuleRefusedError):
        invitations.accept(own, by=person)


@pytest.mark.parametrize(
    ("role", "left"), [("contributor", "withdrawn"), ("alternate", "waiting")]
)
def test_another_role_ends_what_only_the_old_one_allowed(
    focal_point, secretariat, role, left
):
    RepresentativeFactory.create(partner=focal_point.partner)
    asked = handed_over(focal_point, UserFactory.create())
    sent = invitations.send(
        focal_point.partner,
        email="other@example.org",
        role="alternate",
        language="en",
        by=focal_point.person,
    )

    representatives.change_role(focal_point, role, by=secretariat)

    asked.refresh_from_db()
    sent.refresh_from_db()
    assert (asked.status, sent.status) == ("withdrawn", left)


def test_nobody_hands_over_the_role_of_somebody_else(focal_point, as_user, secretariat):
    other = RepresentativeFactory.create(partner=focal_point.partner)
    url = page_of("representative_hand_over", focal_point)

    answers = [as_user(user).get(url).status_code for user in (other.person, secretariat)]

    assert answers == [403, 403]


def test_a_contributor_has_nothing_to_hand_over(as_user):
    term = RepresentativeFactory.create(role="contributor")
    url = page_of("representative_hand_over", term)

    page = as_user(term.person).get(url, follow=True).content.decode()

    assert "has nothing to hand over" in page
    with pytest.raises(RuleRefusedError, match="nothing to hand over"):
        handed_over(term, UserFactory.create())


def test_the_last_focal_point_leaves_only_if_it_is_said(focal_point, as_user):
    RepresentativeFactory.create(partner=focal_point.partner, role="alternate")
    browser = as_user(focal_point.person)
    url = page_of("representative_end", focal_point)

    silent = browser.post(url, {"reason": "New job."})
    focal_point.refresh_from_db()
    stays = focal_point.is_current
    browser.post(url, {"reason": "New job.", "nobody_follows": "on"})

    focal_point.refresh_from_db()
    assert silent.status_code == 422
    assert "say that nobody follows yet" in silent.content.decode()
    assert stays
    assert (focal_point.is_current, focal_point.nobody_follows) == (False, True)


def test_a_partner_whose_last_focal_point_left_waits_on_the_desk(focal_point, secretariat):
    representatives.end(focal_point, reason="Left.", nobody_follows=True, by=secretariat)
    waiting = worklist.desk_queue()["Partners without people"]
    representatives.appoint(focal_point.partner, UserFactory.create(), by=secretariat)

    later = worklist.desk_queue()["Partners without people"]

    assert [str(task.title) for task in waiting] == ["Example Institute"]
    assert later == []


def test_the_seeded_partners_without_people_do_not_wait_on_the_desk(focal_point):
    never_kept(Representative.objects.all())

    assert worklist.desk_queue()["Partners without people"] == []


@pytest.mark.parametrize("other", ["focal_point", "alternate"])
def test_only_another_focal_point_stands_in(focal_point, other):
    RepresentativeFactory.create(partner=focal_point.partner, role=other)

    assert representatives.leaves_nobody(focal_point) == (other == "alternate")


def test_a_partner_that_leaves_needs_nobody(focal_point, secretariat):
    partners.withdraw(focal_point.partner, reason="We close.", by=secretariat)

    focal_point.refresh_from_db()
    assert focal_point.ended_reason == "The partner left."
    assert not focal_point.nobody_follows


def test_the_database_wants_a_reason_where_nobody_follows(focal_point):
    with pytest.raises(IntegrityError), transaction.atomic():
        Representative.objects.filter(pk=focal_point.pk).update(nobody_follows=True)


def test_what_is_open_is_shown_to_the_people_of_the_partner_alone(focal_point, as_user):
    url = reverse("website:partner_work", args=[focal_point.partner.slug])
    asked = invitations.send(
        focal_point.partner,
        email="waiting@example.org",
        role="contributor",
        language="en",
        by=focal_point.person,
    )

    own = as_user(focal_point.person).get(url)
    others = as_user(UserFactory.create()).get(url)

    assert (own.status_code, others.status_code) == (200, 404)
    assert asked.email in own.content.decode()


def test_letters_of_a_merged_entry_stand_with_the_work_of_the_one_that_stays(
    focal_point, as_user
):
    letter = LetterFactory.create(confirmed=True, partner__name="Example Origin")
    Partner.objects.filter(pk=letter.partner.pk).update(merged_into=focal_point.partner)
    url = reverse("website:partner_work", args=[focal_point.partner.slug])

    page = as_user(focal_point.person).get(url)

    assert [*page.context["letters"]] == [letter]


def test_whoever_is_asked_twice_is_asked_once(focal_point):
    successor = UserFactory.create()

    asked = {handed_over(focal_point, successor) for _press in range(2)}

    assert len(asked) == 1


def test_a_hand_over_that_nobody_answered_lapses(focal_point):
    successor = UserFactory.create()
    asked = handed_over(focal_point, successor)

    with time_machine.travel(timezone.now() + timedelta(days=22), tick=False):
        with pytest.raises(RuleRefusedError, match="time to answer"):
            invitations.accept(asked, by=successor)
        again = handed_over(focal_point, successor)

    assert again.pk != asked.pk
    assert roles_at(focal_point.partner) == {focal_point.person.email: "focal_point"}
