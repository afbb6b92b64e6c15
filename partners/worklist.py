"""What waits for somebody in this app."""

from django.urls import reverse
from django.utils.translation import gettext as _

from gmp_portal.accounts.models import User
from gmp_portal.ui.worklist import Task
from partners.models import JoinRequest, LetterOfIntent, Partner

Status = LetterOfIntent.Status


def waiting_for(user: User) -> list[Task]:
    """Drafts to finish, questions to answer, people who ask to speak for one's partner."""
    letters = LetterOfIntent.objects.filter(
        sender=user, status__in=[Status.DRAFT, Status.INFO_REQUESTED]
    ).prefetch_related("requests")
    tasks = [_task_of_sender(letter) for letter in letters]
    asked = JoinRequest.objects.filter(
        status=JoinRequest.Status.ASKED, partner__in=Partner.objects.represented_by(user)
    )
    return tasks + [
        _join_task(request) for request in asked.select_related("partner", "person")
    ]


def _task_of_sender(letter: LetterOfIntent) -> Task:
    if letter.is_draft:
        name = letter.organisation or _("a new partner")
        title = _("Finish the letter of intent of %(name)s") % {"name": name}
        url, action = letter.get_absolute_url(), _("Continue")
        return Task(title, url, action=action)
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
    )


def _join_task(request: JoinRequest) -> Task:
    names = {"person": request.person.name, "partner": request.partner.full_name}
    title = _("%(person)s asks to speak for %(partner)s") % names
    return Task(
        title,
        request.get_absolute_url(),
        action=_("Decide"),
    )


def desk_queue() -> dict[str, list[Task]]:
    """The letters by the next step that the secretariat takes, and requests nobody else sees."""
    letters = LetterOfIntent.objects.on_the_desk().prefetch_related("requests")
    queues: dict[str, list[Task]] = {
        _("New letters"): [],
        _("Answers received"): [],
        _("Declines that need a second person"): [],
        _("Letters to clear and publish"): [],
        _("Waiting for senders"): [],
    }
    new, answered, declines, publish, waiting = queues.values()
    places = {
        Status.SUBMITTED: new,
        Status.ANSWERED: answered,
        Status.CONFIRMED: publish,
        Status.INFO_REQUESTED: waiting,
    }
    for letter in letters.order_by("submitted_at"):
        place = declines if _decline_waits(letter) else places[Status(letter.status)]
        place.append(_desk_task(letter))
    asked = JoinRequest.objects.filter(status=JoinRequest.Status.ASKED)
    queues[_("Requests to speak for a partner")] = [
        _join_task(request) for request in asked.select_related("partner", "person")
    ]
    queues[_("Entries of one name to tell apart")] = [
        _mixed_up_task(partner) for partner in Partner.objects.to_be_told_apart()
    ]
    return queues


def _mixed_up_task(partner: Partner) -> Task:
    return Task(
        partner.name_and_country,
        reverse("partners:partner_rename", args=[partner.slug]),
        note=_("Another entry of the same country has this name or looks the same."),
        action=_("Tell apart"),
    )


def _decline_waits(letter: LetterOfIntent) -> bool:
    return letter.decline_proposed_at is not None and letter.status != Status.CONFIRMED


def _desk_task(letter: LetterOfIntent) -> Task:
    request = letter.open_request
    due_on = request.due_on if request else letter.publish_due_on
    note = _("%(reference)s, day %(days)d") % {
        "reference": letter.key,
        "days": letter.days_waiting or 0,
    }
    return Task(
        letter.organisation,
        letter.get_absolute_url(),
        due_on,
        note,
    )
