"""One text to many: seen before, frozen, recalled within minutes, accounted for (C14, R-41)."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from gmp_portal.ledger.models import Entry
from gmp_portal.notifications.models import Message
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.website import permissions, scheduled
from gmp_portal.website.actions import account_merges, announcements
from gmp_portal.website.models import Announcement
from gmp_portal.website.reading import audiences
from partners.models import Representative
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory, LeadTermFactory, MembershipFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db
ENGLISH = {"subject": "A survey", "text": "Please answer the survey."}
CHINESE = {"subject": "调查问卷", "text": "请填写调查问卷。"}


def values(**changed):
    return {
        "title": "Survey",
        "audience": "speakers",
        "area": None,
        "kind": "",
        "country": None,
        "needs_action": True,
        "texts": {"en": ENGLISH},
    } | changed


@pytest.fixture
def focal_point():
    term = RepresentativeFactory.create(role=Representative.Role.FOCAL_POINT)
    return term.person


@pytest.fixture
def draft(secretariat, focal_point):
    return announcements.start(values(), by=secretariat)


def release(draft, by):
    seen = audiences.token_for(audiences.of(draft))
    announcements.release(draft, seen=seen, by=by)


def go_out():
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        scheduled.send_announcements(timezone.now().date())


def page_of(draft, name="detail"):
    return reverse(f"website:announcement_{name}", args=[draft.pk])


def mails():
    return Message.objects.filter(template="website/emails/announcement.txt")


# Whom it reaches ---------------------------------------------------------------------------


def people(**choice):
    return audiences.of(Announcement(**values(**choice)))


def test_it_reaches_everybody_who_speaks_for_a_partner_or_the_focal_points(focal_point):
    alternate = RepresentativeFactory.create(role=Representative.Role.ALTERNATE).person
    RepresentativeFactory.create(person__is_active=False)
    RepresentativeFactory.create(partner=PartnerFactory.create(inactive=True))

    assert {*people()} == {focal_point, alternate}
    assert people(audience="focal_points") == [focal_point]


def test_it_reaches_those_of_an_area_a_kind_or_a_country(focal_point):
    partner = focal_point.representatives.get().partner
    other = RepresentativeFactory.create(partner__kind="government").person
    area = AreaFactory.create()
    MembershipFactory.create(area=area, partner=partner)

    assert people(area=area) == [focal_point]
    assert people(kind="government") == [other]
    assert people(country_id="XX") == []


def test_it_reaches_the_leads_of_an_area(focal_point):
    term, other = LeadTermFactory.create(), LeadTermFactory.create()

    assert {*people(audience="leads")} == {term.person, other.person}
    assert people(audience="leads", area=term.area) == [term.person]


# From the draft to the mails ---------------------------------------------------------------


def test_it_waits_ten_minutes_and_then_goes_to_those_who_were_seen(
    draft, secretariat, focal_point
):
    release(draft, secretariat)
    scheduled.send_announcements(timezone.now().date())
    early = mails().exists()
    later = RepresentativeFactory.create().person
    go_out()

    draft.refresh_from_db()
    [mail] = mails()
    assert not early
    assert draft.status == "sent"
    assert (mail.recipient, mail.subject) == (focal_point, "A survey")
    assert (mail.kind, mail.state) == ("action", "queued")
    assert later not in audiences.of(draft)


def test_whoever_is_merged_meanwhile_gets_it_once(draft, secretariat, focal_point):
    other = RepresentativeFactory.create(
        role=Representative.Role.FOCAL_POINT, person__language="fr"
    ).person
    release(draft, secretariat)
    account_merges.make(focal_point, other, reason="One person.", by=secretariat)
    go_out()

    assert mails().get().recipient == focal_point


def test_news_come_with_the_summary(draft, secretariat):
    announcements.edit(draft, values(needs_action=False), by=secretariat)
    release(draft, secretariat)
    go_out()

    assert mails().get().state == "waiting"


def test_each_reader_gets_the_own_language_or_english_with_a_word_about_it(secretariat):
    chinese = RepresentativeFactory.create(person__language="zh-hans").person
    french = RepresentativeFactory.create(person__language="fr").person
    draft = announcements.start(
        values(texts={"en": ENGLISH, "zh-hans": CHINESE}), by=secretariat
    )
    release(draft, secretariat)
    go_out()

    written = {mail.recipient: mail for mail in mails()}
    assert written[chinese].subject == "调查问卷"
    assert "请填写调查问卷。" in written[chinese].body
    assert written[french].subject == "A survey"
    assert "no text in your language" in written[french].body


def test_one_that_cannot_be_written_holds_up_no_other(draft, secretariat):
    broken = announcements.start(values(title="Broken"), by=secretariat)
    Announcement.objects.filter(pk=broken.pk).update(texts={"en": "no text"})
    broken.refresh_from_db()
    for each in (draft, broken):
        release(each, secretariat)

    go_out()

    states = dict(Announcement.objects.values_list("title", "status"))
    assert states == {"Survey": "sent", "Broken": "held"}
    assert mails().count() == 1


def test_what_was_recalled_does_not_go_out(draft, secretariat):
    release(draft, secretariat)
    announcements.recall(draft, by=UserFactory.create(officer=True))
    go_out()
    announcements.send(draft)

    draft.refresh_from_db()
    assert (draft.status, draft.recipients) == ("draft", [])
    assert not mails().exists()


def test_a_draft_that_is_saved_unchanged_leaves_no_trace(draft, secretariat):
    announcements.edit(draft, values(), by=secretariat)

    trail = Announcement.objects.get(pk=draft.pk)
    assert trail.texts == {"en": ENGLISH}


def test_a_draft_is_deleted_and_the_ledger_says_so(as_user, draft, secretariat):
    browser = as_user(secretariat)

    answer = browser.post(page_of(draft, "discard"), follow=True)

    assert "The draft is deleted." in answer.content.decode()
    assert not Announcement.objects.exists()
    entry = Entry.objects.get(kind="announcement.discarded")
    assert entry.body["title"] == "Survey"


def test_what_was_sent_off_is_not_deleted(as_user, draft, secretariat):
    release(draft, secretariat)

    answer = as_user(secretariat).post(page_of(draft, "discard"), follow=True)

    assert "recall it before you change it" in answer.content.decode()
    assert Announcement.objects.exists()


# The pages -----------------------------------------------------------------------------------


TYPED = {
    "title": "Survey",
    "audience": "speakers",
    "subject_en": "A survey",
    "text_en": "Please answer.",
}


def test_an_officer_writes_looks_sends_off_and_recalls(as_user, secretariat, focal_point):
    browser = as_user(secretariat)
    start = reverse("website:announcement_start")

    begun = browser.post(start, TYPED, follow=True).content.decode()
    draft = Announcement.objects.get()
    changed = browser.post(
        page_of(draft, "edit"),
        TYPED | {"subject_zh_hans": "问卷", "text_zh_hans": "请填写"},
        follow=True,
    ).content.decode()
    seen = audiences.token_for(audiences.of(draft))
    sent_off = browser.post(
        page_of(draft, "release"), {"seen": seen}, follow=True
    ).content.decode()
    recalled = browser.post(page_of(draft, "recall"), follow=True).content.decode()
    listed = browser.get(reverse("website:announcement_list")).content.decode()

    assert "Send to 1 person" in begun
    assert focal_point.email in begun
    assert "请填写" in changed
    assert "It goes to one person soon" in sent_off
    assert "It goes out soon" in sent_off
    assert "It is recalled" in recalled
    assert "Survey" in listed


def test_each_language_has_a_subject_and_a_text_or_neither(as_user, secretariat):
    response = as_user(secretariat).post(
        reverse("website:announcement_start"), TYPED | {"subject_fr": "Une enquête"}
    )

    assert response.status_code == 422
    assert "a subject and a text, or neither" in response.content.decode()


def test_the_page_says_how_it_fared(as_user, draft, secretariat):
    release(draft, secretariat)
    go_out()

    page = as_user(secretariat).get(page_of(draft)).content.decode()

    assert "Waiting to be sent: 1" in page
    assert "/desk/messages/website.announcement/" in page


def test_a_list_without_people_is_nobody(as_user, secretariat):
    draft = announcements.start(values(kind="academia"), by=secretariat)

    page = as_user(secretariat).get(page_of(draft)).content.decode()

    assert "Send to nobody" in page
    assert 'name="seen"' not in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "has changed since you saw it"),
        ({"seen": "x"}, "has changed since you saw it"),
        ({"seen": None}, "Type the number of readers, as the page names it: 2."),
        ({"seen": None, "number": "3"}, "Type the number of readers"),
    ],
)
def test_a_list_is_not_sent_to_unseen_nor_a_long_one_without_its_number(
    as_user, draft, secretariat, typed, said
):
    RepresentativeFactory.create()
    value = {"minutes": 10, "typed": 1}
    ParameterValue.objects.create(
        parameter="R-41", value=value, effective_from="2020-01-01", reason="x"
    )
    if "seen" in typed:
        typed = typed | {"seen": typed["seen"] or audiences.token_for(audiences.of(draft))}

    response = as_user(secretariat).post(page_of(draft, "release"), typed)

    draft.refresh_from_db()
    assert (response.status_code, draft.status) == (422, "draft")
    assert said in response.content.decode()


def test_nobody_else_writes_them(as_user, person, draft):
    addresses = [
        reverse("website:announcement_list"),
        reverse("website:announcement_start"),
        page_of(draft),
    ]

    answers = [as_user(person).get(address).status_code for address in addresses]

    assert answers == [403, 403, 404]
    assert not permissions.can_release(person, draft)


def test_the_database_keeps_what_was_released_whole(draft):
    with pytest.raises(IntegrityError, match="released_complete"), transaction.atomic():
        Announcement.objects.update(status="held")
    with pytest.raises(IntegrityError, match="has_a_text"), transaction.atomic():
        Announcement.objects.update(texts={"fr": ENGLISH})
