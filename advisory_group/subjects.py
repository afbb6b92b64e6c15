"""What decisions about chairs and reviews are about, in words for people."""

from django.urls import reverse
from django.utils.translation import gettext as _

from advisory_group.models import ChairTerm, PlanReview
from advisory_group.reading import decision_texts
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import once
from gmp_portal.meetings import subjects
from gmp_portal.meetings.subjects import Subject, SubjectKind


def _election(subject: Subject) -> str:
    person = User.objects.filter(pk=subject.key).first()
    return _("Election of %(person)s as chair or co-chair") % {"person": person or ""}


def _chairs(_subject: Subject) -> str:
    return reverse("advisory_group:home")


def _review(subject: Subject) -> PlanReview | None:
    reviews = PlanReview.objects.filter(pk=subject.first).select_related("plan__area")
    review: PlanReview | None = once(
        (_review, subject), reviews.defer("plan__snapshot").first
    )
    return review


def _review_label(subject: Subject) -> str:
    review = _review(subject)
    return decision_texts.subject_label(review) if review else ""


def _review_address(subject: Subject) -> str:
    review = _review(subject)
    return review.get_absolute_url() if review else ""


def register() -> None:
    subjects.register(ChairTerm.SUBJECT, SubjectKind(_election, _chairs))
    review = SubjectKind(_review_label, _review_address, has_text=True)
    subjects.register(PlanReview.SUBJECT, review)
