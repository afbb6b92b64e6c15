"""What waits for members, chairs, leads and the secretariat in the Advisory Group."""

from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisory_group.models import ChairTerm, Invitation, Nomination, PlanReview, Seat
from advisory_group.reading import people
from areas.models import LeadTerm, PlanVersion
from gmp_portal import dates
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.ui.worklist import Task

TERM_NOTICE = timedelta(days=90)
OWED = Q(recommendations__answer_kind="", recommendations__kind__in=["must", "should"])


def waiting_for(user: User) -> list[Task]:
    """What this person should do as an invited person, member, chair or lead."""
    led = list(LeadTerm.objects.current().of(user).values_list("area_id", flat=True))
    tasks = _invitations(user)
    if Seat.objects.current().of(user).exists():
        tasks += _reviews_to_do(user, led)
    if ChairTerm.objects.current().of(user).exists():
        tasks += [*_plans_waiting(), *_reviews_to_conclude()]
    return [*tasks, *_answers(led)] if led else tasks


def desk_queue() -> dict[str, list[Task]]:
    """What the secretariat looks after in the group."""
    return {
        _("Plans that wait for a review"): _plans_waiting(),
        _("Reviews to conclude"): _reviews_to_conclude(),
        _("Seats of the Advisory Group"): [
            *_vacancies(),
            *_nominations(),
            *_seats_ending(),
        ],
        _("Chair of the Advisory Group"): _chairs(),
    }


def _invitations(user: User) -> list[Task]:
    invitations = Invitation.objects.open().filter(person=user)
    return [
        Task(
            _("You are invited to the Partnership Advisory Group for %(organisation)s")
            % {"organisation": invitation.organisation},
            invitation.get_absolute_url(),
            action=_("Answer"),
        )
        for invitation in invitations
    ]


def _reviews_to_do(user: User, led: list[int]) -> list[Task]:
    waiting = (
        PlanReview.objects.open()
        .exclude(assessments__person=user)
        .exclude(stood_aside__person=user)
        .exclude(plan__area__in=led)
    )
    return [
        Task(
            _("Review the business plan of the area %(area)s") % {"area": review.plan.area},
            review.get_absolute_url(),
            due_on=dates.day_for_reader(review.due_at),
            action=_("Review"),
        )
        for review in waiting.select_related("plan__area")
    ]


def _plans_waiting() -> list[Task]:
    plans = PlanVersion.objects.filter(status="under_review", reviews=None)
    return [
        Task(
            _("The plan of the area %(area)s waits for a review") % {"area": plan.area},
            reverse("advisory_group:review_open", args=[plan.pk]),
            action=_("Open the review"),
        )
        for plan in plans.select_related("area")
    ]


def _reviews_to_conclude() -> list[Task]:
    """Every open review, with what is still owed on it."""
    reviews = PlanReview.objects.open().select_related("plan__area")
    return [
        Task(
            _("Bring the review of the plan of the area %(area)s to its end")
            % {"area": review.plan.area},
            review.get_absolute_url(),
            due_on=dates.day_for_reader(review.due_at),
            note=_owed(review.owed),
        )
        for review in reviews.annotate(owed=Count("recommendations", filter=OWED))
    ]


def _owed(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "The area has one recommendation left to answer.",
        "The area has %(number)s recommendations left to answer.",
        number,
    ) % {"number": number}


def _answers(led: list[int]) -> list[Task]:
    """Recommendations that the areas of this lead have to answer, or to hand in (A1-3f-ii)."""
    mine = PlanReview.objects.filter(plan__area__in=led).filter(
        Q(status="open") | Q(plan__status="recommendations_made")
    )
    tasks = []
    for review in mine.select_related("plan__area").annotate(
        owed=Count("recommendations", filter=OWED)
    ):
        words = {"area": review.plan.area}
        if review.owed:
            title = _("Answer the recommendations on the plan of the area %(area)s") % words
            note = _owed(review.owed)
            tasks.append(
                Task(title, review.get_absolute_url(), note=note, action=_("Answer"))
            )
        elif not review.is_open:
            title = _("Hand in the answers of the area %(area)s") % words
            tasks.append(Task(title, review.get_absolute_url(), action=_("Hand in")))
    return tasks


def _vacancies() -> list[Task]:
    vacant = people.places() - Seat.objects.current().ordinary().count()
    if vacant <= 0:
        return []
    title = ngettext(
        "One seat of the Advisory Group is vacant",
        "%(number)s seats of the Advisory Group are vacant",
        vacant,
    ) % {"number": vacant}
    return [Task(title, reverse("advisory_group:board"), action=_("Invite"))]


def _nominations() -> list[Task]:
    used = Invitation.objects.filter(nomination__isnull=False).values("nomination")
    waiting = Nomination.objects.exclude(pk__in=used)
    return [
        Task(
            _("The area %(area)s nominates %(person)s")
            % {"area": nomination.area, "person": nomination.person},
            f"{reverse('advisory_group:seat_invite')}?nomination={nomination.pk}",
            action=_("Invite"),
        )
        for nomination in waiting.select_related("area", "person")
    ]


def _seats_ending() -> list[Task]:
    ending = Seat.objects.current().filter(period__endswith__lte=today() + TERM_NOTICE)
    return [
        Task(
            _("The term of %(person)s in the group ends") % {"person": seat.person},
            seat.get_absolute_url(),
            due_on=seat.ends_on,
        )
        for seat in ending.select_related("person")
    ]


def _chairs() -> list[Task]:
    """No chair at all, or one whose term ends within ninety days (A1-3d-2)."""
    terms = list(ChairTerm.objects.current().select_related("person"))
    if not terms:
        title = _("Nobody chairs the Advisory Group")
        return [
            Task(
                title, reverse("advisory_group:chair_elect"), action=_("Record an election")
            )
        ]
    return [
        Task(
            _("The term of %(person)s as chair ends") % {"person": term.person},
            term.get_absolute_url(),
            due_on=term.ends_on,
        )
        for term in terms
        if term.ends_on and term.ends_on <= today() + TERM_NOTICE
    ]
