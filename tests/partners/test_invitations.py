"""Invitations by mail to work for a partner, with or without an account (R-38)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import RuleRefusedError
from partners import permissions, worklist
from partners.actions import invitations, representatives
from partners.models import PartnerInvitation, Representative
from tests.before_rule import as_it_was
from tests.factories.accounts import UserFactory
from tests.factories.partners import PartnerInvitationFactory, RepresentativeFactory
from tests.partners.test_starting import code_in_last_mail

pytestmark = pytest.mark.django_db
CONTRIBUTOR = Representative.Role.CONTRIBUTOR
INVITED = "colleague@example.org"


@pytest.fixture
def focal_point():
    return RepresentativeFactory.create(partner__name="Example Institute")


def sent(term, email=INVITED, role=CONTRIBUTOR):
    """The invitation, and the address in its mail."""
    asked = invitations.send(
        term.partner, email=email, role=role, language="en", by=term.person
    )
    return asked, link_in_last_mail()


def link_in_last_mail():
    mails = Message.objects.filter(template="partners/emails/partner_invitation.txt")
    return re.search(r"/invitation/[\w-]+/", mails.latest("created_at").body)[0]


def page_of(name, asked):
    return reverse(f"partners:{name}", args=[asked.partner.slug, asked.pk])


def role_of(email, partner):
    terms = partner.representatives.current().filter(person__email=email)
    return terms.values_list("role", flat=True).first()


def test_the_page_sends_an_invitation_and_shows_that_it_waits(focal_point, as_user):
    url = reverse("partners:invitation_send", args=[focal_point.partner.slug])
    said = {"email": "Colleague@Example.org", "role": "contributor", "language": "en"}

    page = as_user(focal_point.person).post(url, said, follow=True).content.decode()

    assert "An invitation is on its way to colleague@example.org." in page
    assert "Waiting" in page
    assert "Send again" in page


@pytest.mark.parametrize(
    ("email", "says"),
    [
        ("focal@example.org", "This is your own address"),
        ("alternate@example.org", "belongs to this partner already"),
        ("waiting@example.org", "waits already"),
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused_at_its_field(as_user, email, says):
    term = RepresentativeFactory.create(person__email="focal@example.org")
    RepresentativeFactory.create(
        partner=term.partner, role="alternate", person__email="alternate@example.org"
    )
    PartnerInvitationFactory.create(partner=term.partner, email="waiting@example.org")
    url = reverse("partners:invitation_send", args=[term.partner.slug])
    said = {"email": email, "role": "contributor", "language": "en"}

    response = as_user(term.person).post(url, said)

    assert response.status_code == 422
    assert says in response.content.decode()
    assert term.partner.invitations.count() == 1


@pytest.mark.parametrize(("spoken", "meant"), [("en", "zh-hans"), ("zh-hans", "en")])
def test_the_language_of_an_invitation_is_that_of_its_page_and_of_the_account(
    focal_point, spoken, meant
):
    with translation.override(spoken):
        invitations.send(
            focal_point.partner,
            email=INVITED,
            role=CONTRIBUTOR,
            language=meant,
            by=focal_point.person,
        )
    mail = Message.objects.get(template="partners/emails/partner_invitation.txt")
    path = re.search(r"https?://[^/]+(/\S+)", mail.body)[1]

    Client().post(path, {"name": "示例王"})

    assert path.startswith("/invitation/" if meant == "en" else f"/{meant}/invitation/")
    assert User.objects.get(email=INVITED).language == meant


def test_the_mail_with_the_code_is_in_one_language(focal_point):
    with translation.override("zh-hans"):
        _asked, path = sent(focal_point)

    Client().post(f"/zh-hans{path}", {"name": "示例王"})

    mail = Message.objects.filter(address=INVITED).latest("created_at")
    words = re.sub(
        r"[A-Z]{4}-[A-Z]{4}|[\w.]*:?\d+|testserver\S*|example\.\w+", "", mail.body
    )
    assert "验证码" in mail.body
    assert re.findall(r"[A-Za-z]{3,}", words) == []


def test_somebody_without_an_account_accepts_after_a_code(focal_point):
    asked, url = sent(focal_point)
    colleague = Client()

    asked_code = colleague.post(url, {"name": "Sample Colleague"})
    confirmed = f"{asked_code.url.partition('?')[0]}?next={url}"
    colleague.post(confirmed, {"code": code_in_last_mail()})
    shown = colleague.get(url, follow=True).content.decode()
    colleague.post(page_of("invitation_answer", asked), {"accept": "1"})

    asked.refresh_from_db()
    person = User.objects.get(email=INVITED)
    assert "Example Institute" in shown
    assert (asked.status, asked.settled_by) == ("accepted", person)
    assert role_of(INVITED, asked.partner) == "contributor"
    assert permissions.works_for(person, asked.partner)
    assert not permissions.represents(person, asked.partner)


def test_the_code_goes_to_the_invited_address_whoever_has_the_link(focal_point):
    _asked, url = sent(focal_point)

    Client().post(url, {"name": "Somebody Else"})

    code = Message.objects.get(template="account/email/login_code")
    assert code.address == INVITED


def test_the_page_is_the_same_whether_the_address_has_an_account(focal_point):
    _asked, url = sent(focal_point)
    before = Client().get(url).content.decode()
    UserFactory.create(email=INVITED)

    after = Client().get(url).content.decode()

    def plain(page):
        return re.sub(r'(nonce|value|content)="[^"]*"', "", page)

    assert plain(before) == plain(after)


def test_an_account_with_the_address_accepts_in_one_press(focal_point, as_user):
    asked, url = sent(focal_point, role="alternate")
    colleague = UserFactory.create(email=INVITED)
    browser = as_user(colleague)

    page = browser.get(url, follow=True).content.decode()
    for _press in range(2):
        browser.post(page_of("invitation_answer", asked), {"accept": "1"})

    asked.refresh_from_db()
    assert "Accept" in page
    assert asked.status == "accepted"
    assert role_of(INVITED, asked.partner) == "alternate"
    assert permissions.represents(colleague, asked.partner)
    assert (
        Message.objects.filter(
            template="partners/emails/partner_invitation_accepted.txt",
            recipient=focal_point.person,
        ).count()
        == 1
    )


def test_another_account_learns_whose_it_is_without_the_whole_address(focal_point, as_user):
    asked, url = sent(focal_point)
    browser = as_user(UserFactory.create())

    by_link = browser.get(url)
    by_page = browser.post(page_of("invitation_answer", asked), {"accept": "1"})

    assert by_link.status_code == 403
    assert "c…@example.org" in by_link.content.decode()
    assert INVITED not in by_link.content.decode()
    assert by_page.status_code == 404
    assert role_of(INVITED, asked.partner) is None


def test_nobody_accepts_for_somebody_else(focal_point):
    asked, _url = sent(focal_point)

    with pytest.raises(RuleRefusedError) as refusal:
        invitations.accept(asked, by=UserFactory.create())

    assert (refusal.value.clause, refusal.value.status) == ("R-38", 403)


def test_somebody_declines_by_the_link_without_an_account(focal_point):
    asked, url = sent(focal_point)

    page = Client().post(url, {"decline": "1"}, follow=True).content.decode()

    asked.refresh_from_db()
    assert "You have declined the invitation." in page
    assert (asked.status, asked.settled_by) == ("declined", None)
    assert not User.objects.filter(email=INVITED).exists()
    assert Message.objects.filter(
        template="partners/emails/partner_invitation_declined.txt",
        recipient=focal_point.person,
    ).exists()


def test_somebody_declines_signed_in_and_is_not_asked_again(focal_point, as_user):
    asked, _url = sent(focal_point)
    colleague = UserFactory.create(email=INVITED)

    as_user(colleague).post(page_of("invitation_answer", asked), {"decline": "1"})
    invitations.decline(asked, by=colleague)

    asked.refresh_from_db()
    assert (asked.status, asked.settled_by) == ("declined", colleague)
    assert worklist.waiting_for(colleague) == []


def test_an_invitation_waits_in_the_work_of_who_has_the_address(focal_point):
    sent(focal_point)
    colleague = UserFactory.create(email=INVITED)

    tasks = worklist.waiting_for(colleague)

    assert [str(task.title) for task in tasks] == [
        "You are invited to work for Example Institute"
    ]


def test_an_invitation_ends_after_its_days_and_can_be_sent_again(focal_point, as_user):
    asked, old = sent(focal_point)
    browser = as_user(focal_point.person)

    with time_machine.travel(timezone.now() + timedelta(days=22), tick=False):
        late = Client().get(old)
        shown = as_user(focal_point.person).get(asked.partner.get_absolute_url())
        browser = as_user(focal_point.person)
        browser.post(page_of("invitation_send_again", asked))
        new = Client().get(link_in_last_mail())
        replaced = Client().get(old)

    assert late.status_code == 409
    assert "The time to answer this invitation is over" in late.content.decode()
    assert "Expired" in shown.content.decode()
    assert new.status_code == 200
    assert replaced.status_code == 404


def test_a_withdrawn_invitation_leads_nowhere(focal_point, as_user):
    asked, url = sent(focal_point)
    browser = as_user(focal_point.person)

    for _press in range(2):
        browser.post(page_of("invitation_withdraw", asked))
    invitations.withdraw(asked, by=focal_point.person)

    asked.refresh_from_db()
    answer = Client().get(url)
    assert asked.status == "withdrawn"
    assert answer.status_code == 409
    assert "settled already" in answer.content.decode()
    assert ledger.trail(asked).filter(kind="partner_invitation.withdrawn").count() == 1


@pytest.mark.parametrize(
    "act",
    [
        invitations.send_again,
        invitations.withdraw,
        lambda asked, by: invitations.decline(asked, by=by),
    ],
)
def test_what_was_settled_stays_settled(focal_point, act):
    asked, _url = sent(focal_point)
    colleague = UserFactory.create(email=INVITED)
    invitations.accept(asked, by=colleague)

    with pytest.raises(RuleRefusedError, match="settled already"):
        act(asked, by=colleague)


def test_an_address_gets_a_few_invitations_an_hour(focal_point):
    asked, _url = sent(focal_point)
    invitations.send_again(asked, by=focal_point.person)
    invitations.send_again(asked, by=focal_point.person)

    with pytest.raises(RuleRefusedError, match="Several invitations") as refusal:
        invitations.send_again(asked, by=focal_point.person)

    assert refusal.value.clause == "R-24"


def test_a_partner_has_a_limited_number_of_invitations_waiting(focal_point):
    PartnerInvitationFactory.create_batch(20, partner=focal_point.partner)

    with pytest.raises(RuleRefusedError, match="at most 20 invitations") as refusal:
        sent(focal_point)

    assert refusal.value.clause == "R-38"


def test_the_link_is_kept_as_a_digest_only(focal_point):
    asked, url = sent(focal_point)

    token = url.split("/")[2]

    assert token not in (asked.token_sha256, asked.email)
    assert len(asked.token_sha256) == 64


@pytest.mark.parametrize("role", ["contributor", "alternate", "focal_point"])
def test_contributors_invite_nobody(focal_point, as_user, role):
    term = RepresentativeFactory.create(partner=focal_point.partner, role=role)
    url = reverse("partners:invitation_send", args=[term.partner.slug])

    response = as_user(term.person).get(url)

    assert response.status_code == (403 if role == "contributor" else 200)


@pytest.mark.parametrize("name", ["invitation_send_again", "invitation_withdraw"])
def test_an_invitation_of_a_partner_is_not_found_by_its_contributors(
    focal_point, as_user, name
):
    asked, _url = sent(focal_point)
    term = RepresentativeFactory.create(partner=focal_point.partner, role=CONTRIBUTOR)

    assert as_user(term.person).post(page_of(name, asked)).status_code == 404


def test_whoever_speaks_for_a_partner_does_not_answer_for_the_invited(focal_point, as_user):
    asked, _url = sent(focal_point)

    response = as_user(focal_point.person).post(
        page_of("invitation_answer", asked), {"accept": "1"}
    )

    assert response.status_code == 403


def test_an_officer_invites_for_a_partner_without_people(focal_point, secretariat):
    asked = invitations.send(
        focal_point.partner,
        email=INVITED,
        role="focal_point",
        language="fr",
        by=secretariat,
    )
    invitations.accept(asked, by=UserFactory.create(email=INVITED))

    assert role_of(INVITED, asked.partner) == "focal_point"


def test_somebody_who_joined_meanwhile_is_not_let_in_twice(focal_point):
    asked, _url = sent(focal_point)
    colleague = UserFactory.create(email=INVITED)
    representatives.appoint(asked.partner, colleague, by=focal_point.person)

    with pytest.raises(RuleRefusedError, match="belongs to this partner already"):
        invitations.accept(asked, by=colleague)


@pytest.mark.parametrize(
    "fields",
    [
        {"email": "Upper@example.org"},
        {"email": ""},
        {"role": "chief"},
        {"status": "expired"},
        {"status": "accepted"},
        {"status": "withdrawn", "settled_at": timezone.now()},
        {"expires_at": timezone.now() - timedelta(days=1)},
    ],
)
def test_the_database_keeps_invitations_whole(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        PartnerInvitationFactory.create(**fields)


def test_the_database_lets_nobody_accept_the_own_invitation():
    asked = PartnerInvitationFactory.create()

    with pytest.raises(IntegrityError), transaction.atomic():
        PartnerInvitation.objects.filter(pk=asked.pk).update(
            status="accepted", settled_at=timezone.now(), settled_by=asked.invited_by
        )


def test_the_database_keeps_one_waiting_invitation_for_an_address():
    asked = PartnerInvitationFactory.create()

    with pytest.raises(IntegrityError), transaction.atomic():
        PartnerInvitationFactory.create(partner=asked.partner, email=asked.email)


def test_the_database_keeps_an_invitation_as_it_was_settled():
    asked = as_it_was(
        PartnerInvitationFactory.create(), status="declined", settled_at=timezone.now()
    )

    with pytest.raises(DatabaseError, match="as it was settled"), transaction.atomic():
        PartnerInvitation.objects.filter(pk=asked.pk).update(
            status="waiting", settled_at=None
        )
