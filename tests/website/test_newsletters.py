"""The newsletter: double opt-in, one click to end it, a public archive (A1-6d-i, R-62)."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gmp_portal.jobs.models import Job
from gmp_portal.jobs.runner import Progress
from gmp_portal.ledger.models import Entry
from gmp_portal.notifications import choices, handlers, outbox
from gmp_portal.notifications.models import Message
from gmp_portal.website import permissions, personal_data, scheduled
from gmp_portal.website.actions import account_merges, announcements, newsletters
from gmp_portal.website.models import Announcement, Subscription
from gmp_portal.website.reading import audiences
from gmp_portal.website.reading import newsletters as reading
from gmp_portal.workflow import RuleRefusedError
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory
from tests.factories.website import SubscriptionFactory

pytestmark = pytest.mark.django_db
LIST = "/news/letters/"
SUBSCRIBE = "/news/letters/subscribe/"
OWN = "/my/mails/newsletters/"
ADDRESS = "reader@example.org"
ENGLISH = {"subject": "Spring issue", "text": "New plans are in force."}


@pytest.fixture
def strict():
    """A browser of nobody, as strict as outside of tests."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def area():
    return AreaFactory.create(slug="example", names={"en": "Example Area"})


def values(**changed):
    return {
        "title": "Issue 1",
        "audience": "newsletter",
        "area": None,
        "kind": "",
        "country": None,
        "needs_action": False,
        "texts": {"en": ENGLISH},
    } | changed


def hold(by, **changed):
    issue = announcements.start(values(**changed), by=by)
    seen = audiences.token_for(audiences.of(issue))
    announcements.release(issue, seen=seen, by=by)
    return issue


def go_out():
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        scheduled.send_announcements(timezone.now().date())


def sent(by, **changed):
    SubscriptionFactory.create(area=changed.get("area"))
    issue = hold(by, **changed)
    go_out()
    issue.refresh_from_db()
    return issue


def issues_to(address=ADDRESS):
    return Message.objects.filter(template="website/emails/newsletter.txt", address=address)


def asked_by_mail():
    return Message.objects.filter(template="website/emails/newsletter_asked.txt")


def link_in(message):
    return next(
        line.partition("://")[2].partition("/")[2]
        for line in message.body.splitlines()
        if "/news/letters/" in line
    )


# The way of a reader without an account ------------------------------------------------------


def test_a_reader_subscribes_reads_and_ends_it_without_an_account(
    client, strict, secretariat, area
):
    asked = client.post(SUBSCRIBE, {"email": ADDRESS, "area": "example"}, follow=True)
    before = hold_is_nothing(secretariat, area)
    path = f"/{link_in(asked_by_mail().get())}"
    shown = client.get(path)
    confirmed = client.post(path, follow=True)
    issue = hold(secretariat, area=area)
    go_out()
    [letter] = issues_to()
    mail.outbox.clear()
    outbox.deliver(letter)
    [written] = mail.outbox
    end_at = written.extra_headers["List-Unsubscribe"].strip("<>")
    end_path = "/" + end_at.partition("://")[2].partition("/")[2]
    ended = strict.post(end_path, {"List-Unsubscribe": "One-Click"})
    archived = client.get(issue.issue_url).content.decode()

    assert "We have sent a mail to this address" in asked.content.decode()
    assert before == []
    assert "newsletter of the area Example Area" in shown.content.decode()
    assert "You have subscribed" in confirmed.content.decode()
    assert end_at in written.body
    assert end_at not in letter.body
    assert written.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert ended.status_code == 204
    assert not Subscription.objects.exists()
    assert ENGLISH["text"] in archived
    assert "Example Area" in archived
    assert strict.get(end_path).status_code == 302


def test_who_opens_the_link_again_after_the_end_is_told_so(client):
    subscription = SubscriptionFactory.create()
    path = reverse("website:newsletter_end", args=[reading.end_token(subscription)])
    one_click = {"List-Unsubscribe": "One-Click"}

    first, second = client.post(path, one_click), client.post(path, one_click)
    answer = client.get(path, follow=True)

    assert (first.status_code, second.status_code) == (204, 204)
    assert "You get this newsletter no more." in answer.content.decode()


def hold_is_nothing(officer, area):
    """Whom an issue would reach."""
    return audiences.of(Announcement(**values(area=area)))


def test_a_link_that_was_not_pressed_subscribes_nobody(client):
    client.post(SUBSCRIBE, {"email": ADDRESS, "area": ""})
    client.get(f"/{link_in(asked_by_mail().get())}")

    subscription = Subscription.objects.get()

    assert (subscription.area, subscription.confirmed_at) == (None, None)


def test_the_same_is_said_whether_or_not_somebody_has_subscribed(client):
    known = SubscriptionFactory.create(email=ADDRESS.upper())

    answer = client.post(SUBSCRIBE, {"email": ADDRESS, "area": ""}, follow=True)
    path = f"/{link_in(asked_by_mail().get())}"
    client.post(path)

    assert "We have sent a mail to this address" in answer.content.decode()
    assert Subscription.objects.get() == known
    assert not Entry.objects.filter(kind="newsletter.subscribed").exists()


def test_an_address_gets_few_first_mails_a_day(client):
    for _time in range(5):
        client.post(SUBSCRIBE, {"email": ADDRESS, "area": ""})

    assert asked_by_mail().count() == newsletters.MOST.most


@pytest.mark.parametrize(
    "typed", [{"email": "nobody"}, {"email": ""}, {"email": ADDRESS, "area": "nowhere"}]
)
def test_what_is_no_address_or_area_is_said_and_stays_typed(client, typed):
    answer = client.post(SUBSCRIBE, {"area": ""} | typed)

    assert answer.status_code == 422
    assert typed["email"] in answer.content.decode()
    assert not Subscription.objects.exists()


def test_a_link_is_of_use_for_the_days_of_the_rule(client):
    subscription = SubscriptionFactory.create(unconfirmed=True)
    path = reverse("website:newsletter_confirm", args=[reading.confirm_token(subscription)])

    with time_machine.travel(timezone.now() + timedelta(days=6)):
        in_time = client.get(path).status_code
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        late = client.get(path).status_code

    assert (in_time, late) == (200, 404)


@pytest.mark.parametrize("name", ["confirm", "end"])
@pytest.mark.parametrize("token", ["sample", "a%00b", "WzFd:x"])
def test_an_address_that_somebody_made_up_opens_nothing(client, name, token):
    assert client.get(f"/news/letters/{name}/{token}/").status_code == 404
    assert client.post(f"/news/letters/{name}/{token}/").status_code == 404


def test_the_link_of_the_first_mail_ends_nothing_and_the_other_confirms_nothing():
    subscription = SubscriptionFactory.create()

    crossed = [
        reading.to_end(reading.confirm_token(subscription)),
        reading.to_confirm(reading.end_token(subscription)),
    ]

    assert crossed == [None, None]


def test_confirming_and_ending_by_hand_needs_the_token_of_the_form(strict):
    subscription = SubscriptionFactory.create(unconfirmed=True)
    path = reverse("website:newsletter_confirm", args=[reading.confirm_token(subscription)])

    assert strict.post(path).status_code == 403


def test_a_reader_ends_it_on_the_page(client):
    subscription = SubscriptionFactory.create()
    path = reverse("website:newsletter_end", args=[reading.end_token(subscription)])

    page = client.get(path)
    answer = client.post(path, follow=True)

    assert "No more of this newsletter" in page.content.decode()
    assert "You get this newsletter no more." in answer.content.decode()
    assert not Subscription.objects.exists()


def test_without_the_token_of_its_page_only_a_mail_program_ends_it(db):
    subscription = SubscriptionFactory.create()
    path = reverse("website:newsletter_end", args=[reading.end_token(subscription)])
    strict = Client(enforce_csrf_checks=True)

    refused = strict.post(path)
    stays = Subscription.objects.exists()
    ended = strict.post(path, {"List-Unsubscribe": "One-Click"})

    assert (refused.status_code, stays, ended.status_code) == (403, True, 204)
    assert not Subscription.objects.exists()


def test_unconfirmed_addresses_are_forgotten():
    kept = SubscriptionFactory.create(unconfirmed=True)
    old = timezone.now() - timedelta(days=8)
    SubscriptionFactory.create_batch(2, unconfirmed=True, asked_at=old)
    confirmed = SubscriptionFactory.create(asked_at=old)

    scheduled.forget_unconfirmed_subscriptions(timezone.now().date())
    again = newsletters.forget_unconfirmed()

    assert set(Subscription.objects.all()) == {kept, confirmed}
    assert again == 0
    assert Entry.objects.get(kind="newsletter.forgotten").body["count"] == 2


def test_an_address_that_is_forgotten_stands_in_no_mail_any_more(client):
    client.post(SUBSCRIBE, {"email": ADDRESS, "area": ""})

    with time_machine.travel(timezone.now() + timedelta(days=8)):
        newsletters.forget_unconfirmed()

    assert not Message.objects.filter(address=ADDRESS).exists()


# Whom an issue reaches -----------------------------------------------------------------------


def test_an_issue_reaches_the_subscribers_of_its_area_alone(secretariat, area):
    own = SubscriptionFactory.create(area=area)
    SubscriptionFactory.create()
    SubscriptionFactory.create(area=AreaFactory.create())
    SubscriptionFactory.create(area=area, unconfirmed=True)

    assert hold_is_nothing(secretariat, area) == [own]


def test_whoever_ends_it_while_it_waits_gets_nothing(secretariat):
    stays, leaves = SubscriptionFactory.create_batch(2)
    hold(secretariat)
    newsletters.end(leaves)

    go_out()

    assert issues_to(stays.email).count() == 1
    assert not issues_to(leaves.email).exists()


def test_whoever_ends_it_while_the_mail_waits_gets_nothing(secretariat):
    subscription = SubscriptionFactory.create(email=ADDRESS)
    hold(secretariat)
    go_out()
    [letter] = issues_to()
    newsletters.end(subscription)
    mail.outbox.clear()

    job = Job.objects.get(kind=outbox.SEND, payload__message=str(letter.pk))
    handlers.send(str(letter.pk), progress=Progress(job, ()))

    letter.refresh_from_db()
    assert mail.outbox == []
    assert letter.state == Message.State.REFUSED


def test_an_address_that_ended_it_stands_in_no_mail_any_more(secretariat, area):
    own = SubscriptionFactory.create(email=ADDRESS)
    other = SubscriptionFactory.create(email=ADDRESS.upper(), area=area)
    hold(secretariat)
    go_out()
    newsletters.end(own)
    still = issues_to().count()

    newsletters.end(other)

    assert still == 1
    assert not Message.objects.filter(address__iexact=ADDRESS).exists()


def test_an_issue_without_subscribers_is_not_sent(secretariat):
    with pytest.raises(RuleRefusedError, match="nobody to write to"):
        hold(secretariat)


def test_a_recalled_issue_is_read_by_nobody(client, secretariat):
    SubscriptionFactory.create()
    issue = hold(secretariat)
    announcements.recall(issue, by=secretariat)
    go_out()

    assert not Message.objects.exists()
    assert client.get(issue.issue_url).status_code == 404


def test_a_mail_about_no_issue_has_no_end(person):
    letters = [
        Message(template="website/emails/newsletter.txt", record=record, address=ADDRESS)
        for record in ("", "partners.partner:1", "website.announcement:0")
    ]

    assert [choices.address_for(letter) for letter in letters] == ["", "", ""]
    assert all(choices.is_ended(letter) for letter in letters)


def test_the_desk_names_the_subscribers_and_refuses_other_choices(as_user, secretariat):
    subscription = SubscriptionFactory.create(email=ADDRESS)
    issue = announcements.start(values(), by=secretariat)
    browser = as_user(secretariat)
    texts = {"subject_en": "S", "text_en": "T", "title": "X", "audience": "newsletter"}

    page = browser.get(issue.get_absolute_url()).content.decode()
    refused = browser.post("/desk/announcements/new/", texts | {"kind": "academia"})

    assert subscription.email in page
    assert "Everybody reads it once it went out" in page
    assert refused.status_code == 422
    assert "goes to all of its subscribers" in refused.content.decode()


# The archive ---------------------------------------------------------------------------------


def test_everybody_reads_what_went_out_by_area(client, secretariat, area):
    own = sent(secretariat, area=area)
    other = sent(secretariat, texts={"en": {"subject": "Other issue", "text": "x"}})
    announcements.start(values(title="Secret draft"), by=secretariat)

    every = client.get(LIST).content.decode()
    of_area = client.get(LIST, {"area": "example"}).content.decode()

    assert own.issue_url in every
    assert other.issue_url in every
    assert other.issue_url not in of_area
    assert "Secret draft" not in every
    assert "Issue 1" not in every


def test_the_archive_speaks_the_language_of_the_reader(client, secretariat):
    chinese = {"subject": "春季简报", "text": "新计划已生效。"}
    issue = sent(secretariat, texts={"en": ENGLISH, "zh-hans": chinese})

    page = client.get(issue.issue_url).content.decode()

    assert page.index(ENGLISH["text"]) < page.index(chinese["text"])


def test_an_announcement_to_people_is_in_no_archive(client, secretariat, person):
    issue = Announcement.objects.create(
        title="Survey",
        audience="speakers",
        texts={"en": ENGLISH},
        created_by=secretariat,
        released_by=secretariat,
        recipients=[person.pk],
        status="sent",
        sends_at=timezone.now(),
        sent_at=timezone.now(),
    )

    assert client.get(issue.issue_url).status_code == 404
    assert issue.issue_url not in client.get(LIST).content.decode()


@pytest.mark.parametrize("path", ["feeds/newsletters.atom", "feeds/areas/example.atom"])
def test_an_issue_is_news_in_the_feeds(client, secretariat, area, path):
    issue = sent(secretariat, area=area)

    feed = client.get(f"/{path}").content.decode()

    assert issue.issue_url in feed
    assert ENGLISH["subject"] in feed


# The own choice ------------------------------------------------------------------------------


def test_somebody_with_an_account_chooses_without_a_mail(as_user, person, area):
    typed_before = SubscriptionFactory.create(email=person.email, unconfirmed=True)
    browser = as_user(person)

    browser.post(OWN, {"seen": "True", "of_all": "on", "areas": [area.pk]})
    both = reading.of_person(person)
    shown = browser.get(OWN).context["form"].initial
    browser.post(OWN, {"seen": "True", "areas": [area.pk]})
    empty = browser.post(OWN, {})

    assert [each.area for each in both] == [None, area]
    assert both[0] == typed_before
    assert empty.status_code == 422
    assert shown == {"of_all": True, "areas": [area.pk]}
    assert Subscription.objects.get().area == area
    assert not asked_by_mail().exists()
    kinds = Entry.objects.filter(kind__startswith="newsletter").order_by("seq")
    assert [entry.kind for entry in kinds] == [
        "newsletter.subscribed",
        "newsletter.subscribed",
        "newsletter.ended",
    ]


def test_an_issue_follows_the_account_to_its_new_address(secretariat, person):
    newsletters.choose([], of_all=True, by=person)
    person.email = "new@example.org"
    person.save(update_fields=["email"])
    hold(secretariat)
    go_out()

    [letter] = issues_to("new@example.org")

    assert choices.ending_address_for(letter)


@pytest.mark.parametrize("typed", [False, True])
def test_an_address_that_somebody_left_is_free_for_whoever_has_it_now(person, typed):
    newsletters.choose([], of_all=True, by=person)
    left = person.email
    person.email = "moved@example.org"
    person.save(update_fields=["email"])
    if typed:
        SubscriptionFactory.create(email=person.email)
    successor = UserFactory.create(email=left)

    before = reading.of_person(successor)
    newsletters.choose([], of_all=True, by=successor)

    assert before == []
    [old], [new] = (Subscription.objects.filter(person=p) for p in (person, successor))
    assert (old.email, new.email) == ("moved@example.org", left)
    assert reading.of_person(successor) == [new]
    assert Subscription.objects.count() == 2


def test_two_who_changed_addresses_keep_their_newsletters(person):
    other, first = UserFactory.create(email="other@example.org"), person.email
    for account in (person, other):
        newsletters.choose([], of_all=True, by=account)
    for account, address in ((person, "x@example.org"), (other, first)):
        account.email = address
        account.save(update_fields=["email"])
    person.email = "other@example.org"
    person.save(update_fields=["email"])

    newsletters.subscribe("Other@example.org", None, "en")
    newsletters.subscribe(first, None, "en")

    assert {each.person for each in Subscription.objects.all()} >= {person, other}
    assert [len(reading.of_person(each)) for each in (person, other)] == [1, 1]


def test_an_issue_reaches_whoever_had_two_accounts_once(secretariat, person):
    other = UserFactory.create(email="other@example.org")
    for account in (person, other):
        newsletters.choose([], of_all=True, by=account)
    SubscriptionFactory.create(email="third@example.org")
    account_merges.make(person, other, reason="One person.", by=secretariat)
    hold(secretariat)
    go_out()

    letters = Message.objects.filter(template="website/emails/newsletter.txt")
    assert {letter.address for letter in letters} == {person.email, "third@example.org"}
    assert letters.count() == 2


def test_an_issue_comes_once_to_an_address_that_was_typed_and_chosen(secretariat, person):
    newsletters.choose([], of_all=True, by=person)
    SubscriptionFactory.create(email="new@example.org")
    person.email = "New@example.org"
    person.save(update_fields=["email"])
    hold(secretariat)
    go_out()

    assert Message.objects.get(template="website/emails/newsletter.txt")
    newsletters.choose([], of_all=False, by=person)
    assert not Subscription.objects.exists()


def test_nobody_chooses_for_others(client, person):
    assert client.get(OWN).status_code == 302
    person.is_active = False
    assert not permissions.can_newsletter_choose(person)
    with pytest.raises(RuleRefusedError):
        newsletters.choose([], of_all=True, by=person)


def test_removed_data_take_the_subscriptions_along(person):
    newsletters.choose([], of_all=True, by=person)
    other = SubscriptionFactory.create()

    personal_data.erase(person)

    assert list(Subscription.objects.all()) == [other]
