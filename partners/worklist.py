"""What waits for somebody in this app."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gmp_portal import dates, rounds, rulebook
from gmp_portal.accounts.models import SecretariatTerm, User
from gmp_portal.characters import opening
from gmp_portal.ledger import subject_of
from gmp_portal.rounds import Reading
from gmp_portal.ui import one_query
from gmp_portal.ui.full_addresses import pages_of
from gmp_portal.ui.worklist import Task, day_of
from gmp_portal.words import beside
from partners.models import (
    Correction,
    InformationRequest,
    JoinRequest,
    LetterOfIntent,
    MailedAnswer,
    Partner,
    PartnerInvitation,
    Representative,
    SilenceQuestion,
)
from partners.reading import desk_states, standing_tasks, told, unreached

Status = LetterOfIntent.Status
# All that a line of the desk says of a letter; thousands may wait.
OF_DESK = (
    *("reference", "draft_id", "organisation", "status", "sender_id", "submitted_at"),
    *("decline_proposed_at", "decline_proposed_by__name", "confirmed_at", "publish_due_on"),
    *("has_personal_data", "cleared_at", "cleared_by_id", "seconded_at", "signing"),
    *("postponed_because", "filed_by_id"),
)
READ, EXAMINE, DECIDE, CONFIRM = (
    gettext_lazy("Read"),
    gettext_lazy("Examine"),
    gettext_lazy("Decide"),
    gettext_lazy("Confirm"),
)
CLEAR, PUBLISH = gettext_lazy("Clear"), gettext_lazy("Publish")


def waiting_for(user: User) -> list[Task]:
    """Drafts to finish, questions to answer, people who ask to speak for one's partner."""
    return rounds.read(reading(user))


def reading(user: User) -> Reading[list[Task]]:
    """The same, to be read beside what waits in other apps."""
    letters = LetterOfIntent.objects.filter(
        sender=user, status__in=[Status.DRAFT, Status.INFO_REQUESTED]
    ).prefetch_related("requests")
    asked = JoinRequest.objects.filter(
        status=JoinRequest.Status.ASKED, partner__in=Partner.objects.represented_by(user)
    )
    asked = asked.select_related("partner__country", "person")
    silences = SilenceQuestion.objects.waiting().filter(
        partner__in=Partner.objects.represented_by(user)
    )
    silences = silences.select_related("partner__country")
    mailed = MailedAnswer.objects.filter(person=user, settled_at=None)
    mailed = mailed.select_related("letter", "mail")
    invited = PartnerInvitation.objects.open_for(user).select_related("partner__country")
    own = Representative.objects.current().of(user)
    unsure = own.exclude(asked_at=None).select_related("partner__country")
    yield [letters, asked, mailed, invited, unsure, silences]
    return [
        *(_contact_task(term) for term in unsure),
        *(standing_tasks.question(each) for each in silences),
        *(_invitation_task(each) for each in invited),
        *(_task_of_mail(each) for each in mailed),
        *(_task_of_sender(letter) for letter in letters),
        *(_join_task(request) for request in asked),
    ]


def _task_of_sender(letter: LetterOfIntent) -> Task:
    if letter.is_draft:
        name = letter.organisation or _("a new partner")
        title = _("Finish the letter of intent of %(name)s") % {"name": name}
        url, action = letter.get_absolute_url(), _("Continue")
        return Task(title, url, action=action, kind="letters")
    request = letter.open_request
    title = _("Answer the questions of UNEP about %(name)s") % {"name": letter.organisation}
    url = reverse("partners:letter_answer", args=[letter.key])
    due_on = request.due_on if request else None
    return Task(
        title,
        url,
        due_on,
        letter.key,
        action=_("Answer"),
        kind="letters",
        since=day_of(request.asked_at) if request else None,
        target_on=due_on,
    )


def _task_of_mail(mailed: MailedAnswer) -> Task:
    title = _("Look through your mail about %(name)s and send it")
    return Task(
        title % {"name": mailed.letter.organisation},
        mailed.get_absolute_url(),
        note=beside(mailed.letter.key, opening(mailed.mail.text) or _("no text")),
        action=_("Look through"),
        kind="letters",
        since=day_of(mailed.came_at),
    )


def _invitation_task(asked: PartnerInvitation) -> Task:
    title = _("You are invited to work for %(partner)s")
    return Task(
        title % {"partner": asked.partner.full_name},
        reverse("partners:invitation_answer", args=[asked.partner.slug, asked.pk]),
        day_of(asked.expires_at),
        asked.get_role_display(),
        action=_("Answer"),
        kind="partners",
        since=day_of(asked.sent_at),
        target_on=day_of(asked.expires_at),
    )


def _contact_task(term: Representative) -> Task:
    title = _("Are your contact details for %(partner)s still right?")
    return Task(
        title % {"partner": term.partner.full_name},
        reverse("partners:contact_confirm", args=[term.partner.slug]),
        action=CONFIRM,
        kind="partners",
        since=day_of(term.asked_at),
    )


def _join_task(request: JoinRequest) -> Task:
    names = {"person": request.person.name, "partner": request.partner.full_name}
    title = _("%(person)s asks to speak for %(partner)s") % names
    return Task(
        title,
        request.get_absolute_url(),
        action=_("Decide"),
        kind="partners",
        state=pgettext("to speak for a partner", "Request"),
        tone="info",
        since=day_of(request.asked_at),
        about=subject_of(request),
        # Nobody lets oneself in (A1-6a-ii).
        not_for=frozenset([request.person_id]),
    )


@rulebook.read_once()
def desk_queue() -> dict[str, list[Task]]:
    """The letters by the next step that the secretariat takes, and requests nobody else sees."""
    queues: dict[str, list[Task]] = {
        _("New letters"): [],
        _("Answers received"): [],
        _("Letters to be confirmed"): [],
        _("Declines that need a second person"): [],
        _("Letters to clear and publish"): [],
        _("Corrections that need a second person"): [],
        _("Waiting for senders"): [],
    }
    new, answered, confirm, declines, publish, corrections, waiting = queues.values()
    places = {
        Status.SUBMITTED: new,
        Status.ANSWERED: answered,
        Status.CONFIRMED: publish,
        Status.INFO_REQUESTED: waiting,
    }
    gathered = one_query.lists(
        asked=one_query.facts(
            JoinRequest.objects.filter(status=JoinRequest.Status.ASKED),
            *("pk", "asked_at", "person_id"),
            person=one_query.name_of("person"),
            partner=told.facts_of("partner__"),
        ),
        without_people=one_query.facts(
            Partner.objects.without_people().select_related(None),
            "pk",
            partner=told.facts_of(),
        ),
        mixed_up=one_query.facts(
            Partner.objects.to_be_told_apart().select_related(None),
            "pk",
            partner=told.facts_of(),
        ),
        corrections=one_query.facts(
            Correction.objects.filter(outcome="").order_by("proposed_at"),
            *("proposed_at", "proposed_by_id", "letter_id"),
            organisation=F("letter__organisation"),
            reference=F("letter__reference"),
            sender=F("letter__sender"),
            by=one_query.name_of("proposed_by"),
        ),
        unreached=one_query.facts(
            unreached.partners().select_related(None), "pk", partner=told.facts_of()
        ),
        lost=one_query.facts(
            unreached.contacts().select_related(None),
            "pk",
            person=one_query.name_of("person"),
            partner=told.facts_of("partner__"),
        ),
        **standing_tasks.facts(),
        staff=one_query.facts(SecretariatTerm.objects.current(), "person_id", "role"),
    )
    page_of = pages_of("partners:letter_detail")
    others = _who_cannot_confirm(gathered["staff"])
    decided_within = timedelta(days=rulebook.value("R-35"))
    for letter in _on_the_desk():
        place = declines if letter.decline_waits else places[Status(letter.status)]
        task = _desk_task(letter, page_of, decided_within)
        if letter.is_ready:
            place = confirm
            # Whoever filed a letter does not confirm it.
            others_now = others | {letter.filed_by_id}
            task = replace(task, action=CONFIRM, not_for=task.not_for | others_now)
        place.append(task)
    corrections.extend(_correction_task(each, page_of) for each in gathered["corrections"])
    queues[_("Requests to speak for a partner")] = [
        _join_task(_request(each)) for each in gathered["asked"]
    ]
    queues[_("Partners without people")] = [
        _without_people_task(told.partner({"pk": each.pk, **each.partner}))
        for each in gathered["without_people"]
    ]
    queues[_("Entries of one name to tell apart")] = [
        _mixed_up_task(told.partner({"pk": each.pk, **each.partner}))
        for each in gathered["mixed_up"]
    ]
    queues[_("Partners that no mail reaches")] = [
        _unreached_task(told.partner({"pk": each.pk, **each.partner}))
        for each in gathered["unreached"]
    ]
    queues[_("Contacts whose mails come back")] = [
        _lost_task(each, told.partner(each.partner)) for each in gathered["lost"]
    ]
    queues |= standing_tasks.queues(gathered)
    return queues


def _correction_task(each: Any, page_of: Callable[[str], str]) -> Task:
    """A proposed version of a public letter, which a second person decides on (R-40)."""
    words = {"number": each.reference, "name": each.by}
    return Task(
        each.organisation,
        page_of(each.reference),
        note=_("%(number)s · correction proposed by %(name)s") % words,
        action=DECIDE,
        kind="letters",
        state=desk_states.SECOND_PERSON.label,
        tone=desk_states.SECOND_PERSON.tone,
        since=day_of(one_query.moment(each.proposed_at)),
        about=subject_of(LetterOfIntent(pk=each.letter_id)),
        not_for=frozenset([each.proposed_by_id, each.sender]),
    )


def _who_cannot_confirm(staff: Any) -> set[int]:
    """The officers who lay a letter before somebody else (R-34)."""
    if rulebook.value("R-34") == "officer":
        return set()
    heads = {term.person_id for term in staff if term.role == SecretariatTerm.Role.HEAD}
    return {term.person_id for term in staff} - heads


def _request(each: Any) -> JoinRequest:
    return JoinRequest(
        pk=each.pk,
        person=User(pk=each.person_id, name=each.person),
        partner=told.partner(each.partner),
        asked_at=one_query.moment(each.asked_at),
    )


def _without_people_task(partner: Partner) -> Task:
    return Task(
        partner.full_name,
        reverse("partners:invitation_send", args=[partner.slug]),
        note=_("Its last focal point left, and nobody follows yet."),
        action=_("Invite"),
        kind="partners",
        state=_("Without people"),
        tone="warn",
        about=subject_of(partner),
    )


def _mixed_up_task(partner: Partner) -> Task:
    return Task(
        partner.name_and_country,
        reverse("partners:partner_rename", args=[partner.slug]),
        note=_("Another entry of the same country has this name or looks the same."),
        action=_("Tell apart"),
        kind="partners",
        state=_("Same name"),
        tone="warn",
        about=subject_of(partner),
    )


def _unreached_task(partner: Partner) -> Task:
    return Task(
        partner.name_and_country,
        partner.get_absolute_url(),
        note=_("Mails to everybody who speaks for it came back."),
        action=_("Find a new contact"),
        kind="partners",
        state=_("No mail arrives"),
        tone="bad",
        about=subject_of(partner),
    )


def _lost_task(each: Any, partner: Partner) -> Task:
    """One of several people of a partner, while others still get their mails (N35)."""
    return Task(
        beside(each.person, partner.name_and_country),
        partner.get_absolute_url(),
        note=_("Mails to this address came back; others of the partner get theirs."),
        action=_("Ask for another address"),
        kind="partners",
        state=_("Mails come back"),
        tone="warn",
        about=subject_of(Representative(pk=each.pk)),
    )


def _on_the_desk() -> Any:
    """Letters to work on, each with the day until which its sender may answer."""
    asked = InformationRequest.objects.filter(letter=OuterRef("pk"), answered_at=None)
    return (
        desk_states.with_readiness(LetterOfIntent.objects.on_the_desk())
        .annotate(
            asked_at=Subquery(asked.values("asked_at")[:1]),
            answer_by=Subquery(asked.values("due_on")[:1]),
        )
        .select_related("decline_proposed_by")
        .only(*OF_DESK)
        .order_by("submitted_at")
    )


def _desk_task(
    letter: Any, page_of: Callable[[str], str], decided_within: timedelta
) -> Task:
    """One line of the desk: what the letter waits for, and until when (R-05, R-35)."""
    since, due_on = letter.submitted_at, letter.answer_by or letter.publish_due_on
    if due_on is None:
        due_on = dates.day_of(letter.submitted_at + decided_within)
    action, note, standing = (
        EXAMINE,
        letter.key,
        desk_states.of(letter, is_ready=letter.is_ready),
    )
    # Nobody decides on an own letter.
    not_for = {letter.sender_id}
    if letter.decline_waits:
        since, action = letter.decline_proposed_at, DECIDE
        words = {"number": letter.key, "name": letter.decline_proposed_by.name}
        note = _("%(number)s · decline proposed by %(name)s") % words
        not_for.add(letter.decline_proposed_by_id)
    elif letter.status == Status.INFO_REQUESTED:
        since, action = letter.asked_at, READ
    elif letter.status == Status.ANSWERED:
        action = DECIDE
    elif letter.status == Status.CONFIRMED:
        since = letter.confirmed_at
        action = PUBLISH if letter.is_cleared else CLEAR
        if letter.awaits_second_clearance:
            not_for.add(letter.cleared_by_id)
        if letter.postponed_because:
            reason = opening(letter.postponed_because)
            note = beside(letter.key, _("postponed: %(reason)s") % {"reason": reason})
    return Task(
        letter.organisation,
        page_of(letter.key),
        due_on,
        note,
        action,
        kind="letters",
        state=standing.label,
        tone=standing.tone,
        since=day_of(since),
        target_on=due_on,
        about=subject_of(letter),
        not_for=frozenset(not_for),
        publishes=letter.status == Status.CONFIRMED,
    )
