"""One function per message of this app; the words are in the templates."""

from advisory_group.models import (
    ChairTerm,
    Invitation,
    Nomination,
    PlanReview,
    Recommendation,
    Seat,
)
from advisory_group.reading import people
from gmp_portal.accounts.models import User
from gmp_portal.notifications import outbox
from gmp_portal.notifications.reminders import Step

FOLDER = "advisory_group/emails"


def nominated(nomination: Nomination, *, by: User) -> None:
    outbox.post(
        f"{FOLDER}/nominated.txt", to=people.officers(), by=by, nomination=nomination
    )
    # Nobody is put forward without hearing of it, nor is a partner.
    outbox.post(
        f"{FOLDER}/nominated_person.txt",
        to=[nomination.person, *nomination.partner.current_representatives()],
        by=by,
        nomination=nomination,
    )


def invited(invitation: Invitation, *, by: User) -> None:
    outbox.post(
        f"{FOLDER}/invited.txt", to=[invitation.person], by=by, invitation=invitation
    )


def accepted(invitation: Invitation, *, by: User) -> None:
    outbox.post(
        f"{FOLDER}/accepted.txt", to=people.officers(), by=by, invitation=invitation
    )


def declined(invitation: Invitation, reason: str, *, by: User) -> None:
    outbox.post(
        f"{FOLDER}/declined.txt",
        to=people.officers(),
        by=by,
        invitation=invitation,
        reason=reason,
    )


def invitation_withdrawn(invitation: Invitation, reason: str, *, by: User) -> None:
    outbox.post(
        f"{FOLDER}/invitation_withdrawn.txt",
        to=[invitation.person],
        by=by,
        invitation=invitation,
        reason=reason,
    )


def seat_ended(seat: Seat, *, by: User) -> None:
    outbox.post(
        f"{FOLDER}/seat_ended.txt",
        to=[seat.person, *people.chairs()],
        by=by,
        concerns=[seat.person],
        seat=seat,
    )


def elected(term: ChairTerm, *, by: User) -> None:
    readers = [term.person, *people.members()]
    outbox.post(
        f"{FOLDER}/elected.txt",
        to=readers,
        by=by,
        concerns=[term.person],
        term=term,
    )


def chair_ended(term: ChairTerm, *, by: User) -> None:
    readers = [term.person, *people.members()]
    outbox.post(
        f"{FOLDER}/chair_ended.txt",
        to=readers,
        by=by,
        concerns=[term.person],
        term=term,
    )


def chair_ends_soon(term: ChairTerm, step: Step) -> None:
    readers = [term.person, *people.officers()]
    outbox.post(f"{FOLDER}/chair_ends_soon.txt", to=readers, step=step, term=term)


def review_opened(review: PlanReview, *, by: User) -> None:
    """Tell the members, and the area's leads, whose plan it is."""
    aside = set(review.stood_aside.values_list("person_id", flat=True))
    invited = [person for person in people.members() if person.pk not in aside]
    outbox.post(f"{FOLDER}/review_opened.txt", to=invited, by=by, review=review)
    leads = people.leads(review.plan.area)
    outbox.post(f"{FOLDER}/review_opened_area.txt", to=leads, by=by, review=review)


def review_due_soon(review: PlanReview, step: Step) -> None:
    """Remind only those of whom nothing has come and who do not stand aside."""
    aside = set(review.stood_aside.values_list("person_id", flat=True))
    heard = set(review.assessments.values_list("person_id", flat=True))
    waiting = [reader for reader in people.members() if reader.pk not in aside | heard]
    outbox.post(f"{FOLDER}/review_due_soon.txt", to=waiting, step=step, review=review)


def recommendations_drafted(review: PlanReview, drafted: int, *, by: User) -> None:
    """Tell the area's leads that there are points to answer."""
    outbox.post(
        f"{FOLDER}/recommendations_drafted.txt",
        to=people.leads(review.plan.area),
        by=by,
        review=review,
        drafted=drafted,
    )


def answered(recommendation: Recommendation, *, by: User) -> None:
    outbox.post(
        f"{FOLDER}/answered.txt",
        to=people.chairs(),
        by=by,
        recommendation=recommendation,
        review=recommendation.review,
    )


def review_concluded(review: PlanReview, *, by: User) -> None:
    leads = people.leads(review.plan.area)
    outbox.post(
        f"{FOLDER}/review_concluded.txt",
        to=[*leads, *people.members()],
        by=by,
        concerns=leads,
        review=review,
    )


def answers_handed_in(review: PlanReview, *, by: User) -> None:
    readers = [*people.officers(), *people.chairs()]
    outbox.post(f"{FOLDER}/answers_handed_in.txt", to=readers, by=by, review=review)
