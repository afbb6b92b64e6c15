"""Contributors write for a partner, and send nothing in its name (A1-6a-ii)."""

import pytest
from django.urls import reverse

from gmp_portal.accounts import rights
from gmp_portal.notifications.models import Message
from partners import permissions
from partners.actions import representatives
from partners.models import Partner
from reporting import permissions as of_reports
from tests.factories.accounts import UserFactory
from tests.factories.partners import (
    JoinRequestFactory,
    LetterFactory,
    PartnerFactory,
    RepresentativeFactory,
)
from tests.factories.reporting import ActivityFactory, ProgressReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def contributor():
    return RepresentativeFactory.create(role="contributor")


def test_contributors_write_the_report_and_do_not_submit_it(contributor, as_user):
    report = ProgressReportFactory.create(partner=contributor.partner)
    browser = as_user(contributor.person)

    edit = browser.get(reverse("reporting:progress_edit", args=[report.pk]))
    page = browser.get(report.get_absolute_url()).content.decode()
    submit = browser.post(reverse("reporting:progress_submit", args=[report.pk]))

    assert (edit.status_code, submit.status_code) == (200, 403)
    assert "tell one of them that it is ready" in page
    assert "Submit the report" not in page


@pytest.mark.parametrize("role", ["focal_point", "alternate"])
def test_focal_points_and_alternates_submit_it(role):
    term = RepresentativeFactory.create(role=role)
    report = ProgressReportFactory.create(partner=term.partner)

    assert of_reports.can_progress_submit.refusal_of_role(term.person, report) is None


@pytest.mark.parametrize(
    "permission",
    [
        permissions.can_appoint,
        permissions.can_invitation_send,
        permissions.can_partner_withdraw,
    ],
)
def test_contributors_do_not_speak_for_the_partner(contributor, permission):
    assert not permission(contributor.person, contributor.partner)


def test_contributors_let_nobody_in(contributor):
    asked = JoinRequestFactory.create(partner=contributor.partner)

    assert not permissions.can_join_request_decide(contributor.person, asked)


def test_contributors_end_the_own_term_alone(contributor):
    other = RepresentativeFactory.create(partner=contributor.partner)

    assert permissions.can_representative_end(contributor.person, contributor)
    assert not permissions.can_representative_end(contributor.person, other)


def test_contributors_do_not_read_or_write_letters_of_the_partner(contributor, as_user):
    letter = LetterFactory.create(confirmed=True, partner=contributor.partner)

    answer = as_user(contributor.person).get(letter.get_absolute_url())

    assert answer.status_code == 404
    assert not permissions.can_see_original(contributor.person, letter)
    assert not permissions.can_write(contributor.person, letter)


def test_contributors_read_who_else_works_for_the_partner(contributor, as_user):
    RepresentativeFactory.create(partner=contributor.partner, person__name="Hidden Sample")

    page = as_user(contributor.person).get(contributor.partner.get_absolute_url())

    assert "Hidden Sample" in page.content.decode()


def test_contributors_need_not_ask_to_belong(contributor):
    assert not permissions.can_join_request_ask(contributor.person, contributor.partner)


def test_an_officer_who_contributes_does_not_decide_on_the_organization(secretariat):
    term = RepresentativeFactory.create(role="contributor", person=secretariat)
    letter = LetterFactory.create(confirmed=True, partner=term.partner)

    assert permissions.is_own(secretariat, letter)


def test_the_partner_is_among_those_one_works_for_and_not_speaks_for(contributor):
    person = contributor.person

    assert list(Partner.objects.with_person(person)) == [contributor.partner]
    assert not Partner.objects.represented_by(person).exists()
    assert list(contributor.partner.current_representatives()) == []


def test_the_right_to_write_ends_with_the_term(contributor, secretariat):
    representatives.end(contributor, reason="New job.", by=secretariat)

    assert not permissions.works_for(contributor.person, contributor.partner)


def test_a_grant_without_a_term_lets_nobody_write():
    person, partner = UserFactory.create(), PartnerFactory.create()
    rights.grant(representatives.WRITING, person, partner)

    assert not permissions.works_for(person, partner)


def test_a_contributor_hears_what_the_role_is(secretariat):
    person = UserFactory.create()

    representatives.appoint(
        PartnerFactory.create(name="Example Institute"),
        person,
        role="contributor",
        by=secretariat,
    )

    mail = Message.objects.get(template="partners/emails/representative_appointed.txt")
    assert mail.subject == "You write for Example Institute"
    assert "send them" in mail.body


def test_contributors_do_not_settle_activities_of_the_partner(contributor):
    activity = ActivityFactory.create(partner=contributor.partner)

    refusal = of_reports.can_activity_join.refusal_of_role(contributor.person, activity)

    assert refusal is not None


def change_page(term):
    return reverse("partners:representative_change_role", args=[term.partner.slug, term.pk])


def test_a_focal_point_makes_a_colleague_a_contributor(as_user):
    term = RepresentativeFactory.create(role="alternate")
    focal_point = RepresentativeFactory.create(partner=term.partner)

    answer = as_user(focal_point.person).post(change_page(term), {"role": "contributor"})

    assert answer.status_code == 302
    assert not permissions.represents(term.person, term.partner)
    assert permissions.works_for(term.person, term.partner)


def test_the_role_somebody_has_already_changes_nothing(secretariat, as_user):
    term = RepresentativeFactory.create(role="alternate")

    as_user(secretariat).post(change_page(term), {"role": "alternate"})

    assert not Message.objects.exists()


def test_the_last_focal_point_stays_one_until_another_is_named(secretariat, as_user):
    term = RepresentativeFactory.create()

    answer = as_user(secretariat).post(change_page(term), {"role": "contributor"})

    assert answer.status_code == 422
    assert "name another one first" in answer.content.decode()
    assert permissions.represents(term.person, term.partner)


def test_nobody_changes_the_own_role(as_user):
    term = RepresentativeFactory.create()
    RepresentativeFactory.create(partner=term.partner)

    assert as_user(term.person).get(change_page(term)).status_code == 403


def test_contributors_change_nobodys_role(contributor, as_user):
    other = RepresentativeFactory.create(partner=contributor.partner)

    assert as_user(contributor.person).get(change_page(other)).status_code == 403


def test_an_ended_term_gets_no_other_role(secretariat):
    term = RepresentativeFactory.create()
    representatives.end(term, reason="New job.", nobody_follows=True, by=secretariat)

    refusal = permissions.can_representative_change_role.otherwise(term)

    assert "ended already" in str(refusal)


def test_of_an_applicant_no_role_is_changed():
    term = RepresentativeFactory.create(partner__status="applicant")

    refusal = permissions.can_representative_change_role.otherwise(term)

    assert "before UNEP has confirmed" in str(refusal)
