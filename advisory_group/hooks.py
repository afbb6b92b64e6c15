"""What the group tells the apps below it: who belongs to it, chairs it, and sees its reviews."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from advisory_group import permissions
from advisory_group.models import ChairTerm, PlanReview, Seat, StandAside
from advisory_group.reading import people
from gmp_portal.accounts.models import Term, User
from gmp_portal.accounts.offices import last_ended
from gmp_portal.accounts.rights import once, terms_of
from gmp_portal.meetings.body_rules import (
    BodyRecord,
    Candidate,
    DecisionRecord,
    OpenToPartners,
)
from gmp_portal.meetings.models import Body


def is_review_visible(user: User | AnonymousUser, *, pk: int) -> bool:
    """Whether a decision may lead this reader to the review that it is about."""
    return PlanReview.objects.visible_to(user).filter(pk=pk).exists()


def _reviews_of(decision: DecisionRecord) -> QuerySet[PlanReview]:
    """The review that a decision is about, if it is about one."""
    if decision.about.kind != PlanReview.SUBJECT:
        return PlanReview.objects.none()
    return PlanReview.objects.filter(pk=decision.about.first)


class AdvisoryGroupRules(OpenToPartners):
    """The group acts by the consensus of its seats, under its chairs (A1-3e, A1-4a)."""

    subjects = {"advisory_group:review_detail": is_review_visible}

    def members(self, body: BodyRecord) -> Iterable[Candidate]:
        """Name the members whose consensus counts; UNEP is a member by office (A1-3e)."""
        return [Candidate(seat.person, seat.organisation) for seat in people.seats()]

    def standing_aside(self, decision: DecisionRecord) -> Iterable[Candidate]:
        """Whoever stood aside in a review has no voice in what ends it (A1-3f-ii)."""
        asides = StandAside.objects.select_related("person", "review")
        return [
            Candidate(aside.person, aside.organisation)
            for aside in asides.filter(review__in=_reviews_of(decision))
        ]

    def last_term(self, user: User, body: BodyRecord) -> Term | None:
        return last_ended(user, Seat.objects.all())

    def presides(self, user: User, body: BodyRecord) -> bool:
        return permissions.chairs(user)

    def bodies_of(self, user: User) -> Iterable[int]:
        """Answer the group's own id, if this person chairs it today."""
        return self._group() if terms_of(user, ChairTerm) else []

    def memberships_of(self, user: User) -> Iterable[int]:
        """Answer the group's own id, if this person has a seat today (A1-3e)."""
        return self._group() if terms_of(user, Seat) else []

    def _group(self) -> Iterable[int]:
        group = Body.objects.filter(kind=Body.Kind.ADVISORY_GROUP)
        keys: Iterable[int] = once(
            (AdvisoryGroupRules, "group"), lambda: list(group.values_list("pk", flat=True))
        )
        return keys

    def people(self, body: BodyRecord) -> Iterable[User]:
        return people.chairs()
