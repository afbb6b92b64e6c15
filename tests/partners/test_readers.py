"""What each reader finds on pages and lists: the own, the current, and nothing of others."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gmp_portal import ledger, rounds
from gmp_portal.accounts.models.terms import days, today
from partners import file_access, letter_parts, worklist
from partners import jobs as partner_jobs
from partners.actions import letter_decisions, representatives
from partners.acts import Act
from partners.models import Attachment, JoinRequest, LetterOfIntent, Partner
from partners.reading import duplicates, history, timeline
from tests.factories.accounts import UserFactory
from tests.factories.partners import (
    JoinRequestFactory,
    LetterFactory,
    PartnerFactory,
    PublicFileFactory,
    RepresentativeFactory,
)
from tests.not_now import told

pytestmark = pytest.mark.django_db
PAST = days(today() - timedelta(days=90), today() - timedelta(days=9))


# Records of somebody else ----------------------------------------------------------------


def test_a_term_is_found_at_its_own_partner_only(as_user, secretariat):
    term, other = RepresentativeFactory(), RepresentativeFactory()
    url = reverse("partners:representative_end", args=[other.partner.slug, term.pk])

    assert as_user(secretariat).get(url).status_code == 404


def test_a_past_term_is_not_ended_again(as_user, secretariat):
    term = RepresentativeFactory(period=PAST)
    url = reverse("partners:representative_end", args=[term.partner.slug, term.pk])

    assert as_user(secretariat).get(url).status_code == 404


def test_a_term_that_began_and_ended_today_is_not_offered_to_be_ended(as_user, secretariat):
    """A1-6a-ii."""
    partner = PartnerFactory()
    term = representatives.appoint(partner, UserFactory(), by=secretariat)
    url = reverse("partners:representative_end", args=[partner.slug, term.pk])
    window = as_user(secretariat)
    before = window.get(partner.get_absolute_url()).content.decode()
    window.post(url, {"reason": "Appointed by mistake.", "nobody_follows": "on"})

    after = window.get(partner.get_absolute_url()).content.decode()
    status, back, [said] = told(window.get(url, follow=True))

    assert url in before
    assert url not in after
    assert (status, back) == (302, term.get_absolute_url())
    assert said.startswith("This term has been ended already")


def test_a_request_is_found_at_its_own_partner_only(as_user, secretariat):
    asked, other = JoinRequestFactory(), PartnerFactory()
    url = reverse("partners:join_request_decide", args=[other.slug, asked.pk])

    assert as_user(secretariat).post(url, {"accept": "1"}).status_code == 404


def test_a_request_that_is_decided_leads_back_to_the_partner(as_user, secretariat):
    asked = JoinRequestFactory()
    client = as_user(secretariat)
    url = reverse("partners:join_request_decide", args=[asked.partner.slug, asked.pk])
    client.post(url, {"refuse": "1"})

    response = client.post(url, {"accept": "1"})

    asked.refresh_from_db()
    assert response.url == asked.partner.get_absolute_url()
    assert asked.status == JoinRequest.Status.REFUSED


def test_consent_is_given_for_the_own_name_only(as_user):
    term = RepresentativeFactory()
    other = RepresentativeFactory(partner=term.partner)
    url = reverse("partners:representative_consent", args=[term.partner.slug])

    as_user(term.person).post(url, {"consents": "1"})

    term.refresh_from_db()
    other.refresh_from_db()
    assert (term.is_public, other.is_public) == (True, False)


def test_a_document_of_another_letter_cannot_be_removed(as_user):
    letter, other = LetterFactory(), LetterFactory()
    attachment = Attachment.objects.create(letter=other, document=PublicFileFactory())
    url = reverse("partners:letter_remove_document", args=[letter.key, attachment.pk])

    assert as_user(letter.sender).post(url).status_code == 404
    assert other.attachments.exists()


def test_a_document_is_removed_from_the_own_draft(as_user):
    letter = LetterFactory()
    attachment = Attachment.objects.create(letter=letter, document=PublicFileFactory())
    url = reverse("partners:letter_remove_document", args=[letter.key, attachment.pk])

    as_user(letter.sender).post(url)

    assert not letter.attachments.exists()


@pytest.mark.parametrize(
    ("kind", "status"), [("receipt", 200), ("public_letter", 200), ("nonsense", 404)]
)
def test_the_progress_of_a_file_is_for_those_who_may_open_it(as_user, kind, status):
    letter = LetterFactory(published=True)
    with transaction.atomic():
        partner_jobs.enqueue_receipt(letter)
        partner_jobs.enqueue_public_letter(letter)
    url = reverse("partners:letter_job", args=[letter.key, kind])

    assert as_user(letter.sender).get(url).status_code == status
    assert as_user(UserFactory()).get(url).status_code == 403


def test_an_empty_draft_is_used_again_but_not_that_of_another(as_user, person):
    LetterFactory()
    client = as_user(person)

    first = client.post(reverse("partners:letter_start"), {"kind": "ngo"}).url
    second = client.post(reverse("partners:letter_start"), {"kind": "ngo"}).url

    assert first == second
    assert LetterOfIntent.objects.filter(sender=person).count() == 1


# Who reads which letter and file -----------------------------------------------------------


def test_people_of_a_partner_read_its_letter_while_they_speak_for_it():
    letter = LetterFactory(confirmed=True)
    now = RepresentativeFactory(partner=letter.partner).person
    once = RepresentativeFactory(partner=letter.partner, period=PAST).person
    other = RepresentativeFactory().person

    readers = {
        user
        for user in (now, once, other, AnonymousUser())
        if LetterOfIntent.objects.visible_to(user).exists()
    }

    assert readers == {now}


@pytest.mark.parametrize("field", ["signed_file", "receipt", "confirmation_letter"])
def test_a_file_opens_with_its_own_letter_only(field):
    document = PublicFileFactory(policy="letter_original")
    letter, other = LetterFactory(submitted=True, **{field: document}), LetterFactory()

    assert file_access.may_read_original(letter.sender, document)
    assert not file_access.may_read_original(other.sender, document)


def test_a_public_file_opens_with_its_own_letter_only():
    shown, hidden = LetterFactory(published=True), LetterFactory(cleared=True)

    assert file_access.may_read_public(AnonymousUser(), shown.public_letter)
    assert not file_access.may_read_public(AnonymousUser(), hidden.public_letter)


def test_the_sender_reads_of_the_history_what_concerns_him_or_her(
    secretariat, second_officer
):
    letter = LetterFactory(submitted=True)
    letter_decisions.check(letter, {}, note="Seen.", by=secretariat)
    letter_decisions.propose_decline(letter, reason="No gift.", by=secretariat)
    letter_decisions.decline(letter, by=second_officer)

    [event] = rounds.read(history.of_letter(letter, letter.sender, for_officer=False))

    assert (event.label, event.actor, event.reason) == (
        "Letter declined",
        "the secretariat",
        "No gift.",
    )
    own = rounds.read(history.of_letter(letter, secretariat, for_officer=True))
    assert len(list(own)) == 3


def test_the_public_reads_when_a_partner_came_and_not_why(secretariat):
    partner, other = PartnerFactory(), PartnerFactory()
    ledger.record(Act.PARTNER_DEACTIVATED, partner, by=secretariat, reason="Silence")
    ledger.record(Act.PARTNER_CONSENT_CHANGED, partner, by=secretariat)
    ledger.record(Act.PARTNER_DEACTIVATED, other, by=secretariat)

    [event] = rounds.read(history.of_partner(partner, AnonymousUser(), for_officer=False))

    assert (event.reason, event.actor) == ("", "the secretariat")
    assert (
        len(list(rounds.read(history.of_partner(partner, secretariat, for_officer=True))))
        == 2
    )


def test_the_public_reads_that_a_partner_left_by_itself(secretariat):
    term = RepresentativeFactory()
    ledger.record(Act.PARTNER_RENAMED, term.partner, by=secretariat)
    ledger.record(Act.PARTNER_WITHDREW, term.partner, by=term.person, reason="Sample")

    told = rounds.read(history.of_partner(term.partner, AnonymousUser(), for_officer=False))

    assert [event.actor for event in told] == ["the partner itself", "the secretariat"]


# Lists of what waits -----------------------------------------------------------------------


def test_what_waits_is_the_own_and_the_open(person):
    LetterFactory()
    LetterFactory(sender=person, submitted=True)
    LetterFactory(sender=person, organisation="Own draft")
    term = RepresentativeFactory(person=person, partner__name="Own partner")
    JoinRequestFactory(partner=term.partner, person__name="Asker")
    JoinRequestFactory(
        partner=term.partner, status="refused", decided_at=timezone.now(), decided_by=person
    )
    JoinRequestFactory()
    past = RepresentativeFactory(person=person, period=PAST)
    JoinRequestFactory(partner=past.partner)

    titles = [task.title for task in worklist.waiting_for(person)]

    assert titles == [
        "Finish the letter of intent of Own draft",
        "Asker asks to speak for Own partner",
    ]


def test_the_desk_sorts_the_letters_by_the_next_step():
    states = ["submitted", "answered", "checked", "proposed", "confirmed", "asked"]
    for state in [*states, "published", "declined", "withdrawn"]:
        LetterFactory(**{state: True, "organisation": state})
    LetterFactory()

    queues = worklist.desk_queue()

    assert [[task.title for task in tasks] for tasks in queues.values()] == [
        *[[state] for state in states[:-1]],
        [],  # corrections that need a second person
        [states[-1]],
        *[[]] * (len(queues) - len(states) - 1),
    ]


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        ("", {"submitted", "asked", "confirmed"}),
        ("confirmed", {"confirmed"}),
        ("published", {"published"}),
        ("draft", {"submitted", "asked", "confirmed"}),
    ],
)
def test_the_list_of_the_desk_shows_one_queue(as_user, secretariat, status, shown):
    for state in ("submitted", "asked", "confirmed", "published"):
        LetterFactory(**{state: True, "organisation": state})
    LetterFactory(organisation="a draft", sender=secretariat)

    page = as_user(secretariat).get(reverse("partners:letter_list"), {"status": status})

    assert {letter.organisation for letter in page.context["page"]} == shown


def test_the_partner_page_shows_current_people_and_open_requests(as_user, secretariat):
    term = RepresentativeFactory(person__name="Present Person")
    RepresentativeFactory(partner=term.partner, person__name="Past Person", period=PAST)
    RepresentativeFactory(person__name="Other Person")
    JoinRequestFactory(partner=term.partner, person__name="Open Asker")
    JoinRequestFactory(person__name="Other Asker")

    public = as_user(UserFactory()).get(term.partner.get_absolute_url())
    desk = as_user(secretariat).get(term.partner.get_absolute_url())

    assert _people(public) == [("Present Person", False)]
    assert _people(desk) == [("Present Person", True)]
    assert [former.person.name for former in desk.context["former_terms"]] == [
        "Past Person"
    ]
    assert list(public.context["former_terms"]) == []
    assert [asked.person.name for asked in desk.context["join_requests"]] == ["Open Asker"]
    assert public.context["join_requests"] == []


def test_the_partner_page_offers_what_the_permissions_allow(as_user, secretariat):
    asked = JoinRequestFactory(person=secretariat)
    term = RepresentativeFactory(partner=asked.partner)
    url = asked.partner.get_absolute_url()

    own = as_user(secretariat).get(url)
    colleague = as_user(term.person).get(url)
    stranger = as_user(UserFactory()).get(url)

    # Nobody is let in by oneself; who asked before he or she became an officer still waits.
    assert own.context["join_requests"] == []
    assert "join_request_ask" not in own.context["possible"]
    assert "join_request_ask" in stranger.context["possible"]
    assert colleague.context["join_requests"] == [asked]
    assert [
        [can_end for _term, _named, can_end, *_who in page.context["representatives"]]
        for page in (own, colleague, stranger)
    ] == [[True], [True], [False]]


@pytest.mark.parametrize(
    ("state", "forms"),
    [
        ("submitted", {"checklist_form"}),
        ("confirmed", {"clearance_form"}),
        ("published", set()),
    ],
)
def test_the_desk_makes_the_forms_that_fit_the_state(as_user, secretariat, state, forms):
    letter = LetterFactory(**{state: True})

    page = as_user(secretariat).get(letter.get_absolute_url())

    made = {name for name in ("checklist_form", "clearance_form") if name in page.context}
    assert made == forms


def _people(response):
    return [
        (term.person.name, is_named)
        for term, is_named, *_rest in response.context["representatives"]
    ]


# Duplicates ------------------------------------------------------------------------------


def test_the_same_name_is_that_of_a_partner_or_of_a_letter_under_way():
    letter = LetterFactory(submitted=True, organisation="Example Institute")
    LetterFactory(withdrawn=True, organisation="Example Institute")
    LetterFactory(organisation="Example Institute")

    alone = duplicates.same_name(letter)
    LetterFactory(submitted=True, organisation="EXAMPLE Institute")
    PartnerFactory(name="Example institute", withdrawn=True)

    assert alone == []
    assert [same.partner is None for same in duplicates.same_name(letter)] == [False, True]


def test_an_applicant_is_no_duplicate_and_has_no_near_name():
    PartnerFactory(applicant=True, name="Example Institute")
    letter = LetterFactory(submitted=True, organisation="Example Institute")

    assert duplicates.same_name(letter) == []
    assert list(Partner.objects.similar_to("Example Institute")) == []


# Parts of a letter -------------------------------------------------------------------------


def test_the_parts_follow_each_other():
    keys = [part.key for part in letter_parts.PARTS]

    assert keys == [
        "organization",
        "areas",
        "commitment",
        "contact",
        "signature",
        "documents",
    ]
    assert [part.next.key for part in letter_parts.PARTS[:-1]] == keys[1:]
    assert letter_parts.PARTS[-1].next is None
    assert letter_parts.find("nonsense") is None


def test_a_part_is_open_started_and_completed():
    part = letter_parts.find("commitment")
    empty = {"supports": False, "commits_to_goal": False, "contribution_kinds": []}
    untouched = LetterFactory(contribution="", **empty)
    opened = LetterFactory(contribution="", version=2, **empty)
    started = LetterFactory(contribution="Some words", version=2, **empty)

    states = [
        _state(part, letter) for letter in (untouched, opened, started, LetterFactory())
    ]

    assert states == ["open", "open", "started", "completed"]


def test_the_language_alone_starts_no_part():
    letter = LetterFactory(kind="", organisation="", version=2, language="fr")

    assert _state(letter_parts.find("organization"), letter) == "open"


def test_documents_are_optional():
    part = letter_parts.find("documents")
    letter, other = LetterFactory(), LetterFactory()
    Attachment.objects.create(letter=letter, document=PublicFileFactory())

    assert (_state(part, letter), _state(part, other)) == ("completed", "optional")


def _state(part, letter):
    return part.state(letter, part.problems(letter))


def test_the_task_list_of_a_draft_checks_each_part_once(as_user):
    letter = LetterFactory(organisation="Example Institute")
    client = as_user(letter.sender)
    with CaptureQueriesContext(connection) as checks:
        letter_parts.problems(letter)

    with CaptureQueriesContext(connection) as page:
        client.get(letter.get_absolute_url())

    assert _about_names(page) == _about_names(checks)
    assert _about_names(checks)


def _about_names(queries):
    said = (query["sql"] for query in queries.captured_queries)
    return [sql for sql in said if '"skeleton" = ' in sql]


# Words -----------------------------------------------------------------------------------


def test_only_the_last_step_of_a_published_letter_has_no_sender():
    letter = LetterFactory(published=True)

    assert [step.state for step in timeline.steps(letter)] == ["done"] * 3
    assert letter.sender.name not in str(timeline.steps(letter))


def test_partners_of_somebody_are_those_of_current_terms(person):
    term = RepresentativeFactory(person=person)
    RepresentativeFactory(person=person, period=PAST)
    RepresentativeFactory()

    assert list(Partner.objects.represented_by(person)) == [term.partner]
    assert not Partner.objects.represented_by(AnonymousUser()).exists()
