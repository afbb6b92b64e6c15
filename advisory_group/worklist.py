"""What waits for members, chairs, leads and the secretariat in the Advisory Group."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisory_group.models import ChairTerm, Invitation, Nomination, PlanReview, Seat
from advisory_group.models.places import SeatClass
from advisory_group.reading import people, terms
from areas.models import LeadTerm, PartnershipArea, PlanVersion
from gmp_portal import dates, rounds
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.accounts.rights import terms_of
from gmp_portal.ledger import subject_of
from gmp_portal.rounds import Reading, known, side_by_side
from gmp_portal.ui import one_query
from gmp_portal.ui.worklist import Task, day_of

# Work that no record stands for, and its name.
VACANT_SEATS, NO_CHAIR = "advisory_group.seat:vacant", "advisory_group.chairterm:vacant"
OF_TERM = {"person": one_query.name_of("person"), "after": F("period__endswith")}
OWED = Q(recommendations__answer_kind="", recommendations__kind__in=["must", "should"])


def waiting_for(user: User) -> list[Task]:
    """What this person should do as an invited person, member, chair or lead."""
    return rounds.read(reading(user))


def reading(user: User) -> Reading[list[Task]]:
    """The same, to be read beside what waits in other apps."""
    led = [term.area_id for term in terms_of(user, LeadTerm)]
    lists = yield from side_by_side(
        _invitations(user),
        _reviews_to_do(user, led) if terms_of(user, Seat) else known([]),
        _of_the_chair() if terms_of(user, ChairTerm) else known([]),
        _answers(led) if led else known([]),
    )
    return [task for tasks in lists for task in tasks]


def _of_the_chair() -> Reading[list[Task]]:
    asked = _plans()
    gathered = one_query.lists_of(asked)
    yield [gathered]
    told = one_query.told(gathered, asked)
    return [
        *(_plan_task(each) for each in told["plans"]),
        *(_review_task(each) for each in told["reviews"]),
    ]


def _invitations(user: User) -> Reading[list[Task]]:
    invitations = Invitation.objects.open().filter(person=user)
    yield [invitations]
    return [
        Task(
            _("You are invited to the Partnership Advisory Group for %(organisation)s")
            % {"organisation": invitation.organisation},
            invitation.get_absolute_url(),
            action=_("Answer"),
            kind="seats",
            since=day_of(invitation.recorded_at),
        )
        for invitation in invitations
    ]


def _reviews_to_do(user: User, led: list[int]) -> Reading[list[Task]]:
    waiting = (
        PlanReview.objects.open()
        .exclude(assessments__person=user)
        .exclude(stood_aside__person=user)
        .exclude(plan__area__in=led)
        .select_related("plan__area")
        .defer("plan__snapshot")
    )
    yield [waiting]
    return [
        Task(
            _("Review the business plan of the area %(area)s") % {"area": review.plan.area},
            review.get_absolute_url(),
            due_on=dates.day_for_reader(review.due_at),
            action=_("Review"),
            kind="plans",
            since=day_of(review.opened_at),
            target_on=day_of(review.due_at),
        )
        for review in waiting
    ]


def _owed(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "The area has one recommendation left to answer.",
        "The area has %(number)s recommendations left to answer.",
        number,
    ) % {"number": number}


def _answers(led: list[int]) -> Reading[list[Task]]:
    """Recommendations that the areas of this lead have to answer, or to hand in (A1-3f-ii)."""
    mine = PlanReview.objects.filter(plan__area__in=led).filter(
        Q(status="open") | Q(plan__status="recommendations_made")
    )
    mine = mine.select_related("plan__area").defer("plan__snapshot")
    reviews = mine.annotate(owed=Count("recommendations", filter=OWED))
    yield [reviews]
    tasks = []
    for review in reviews:
        words = {"area": review.plan.area}
        if review.owed:
            title = _("Answer the recommendations on the plan of the area %(area)s") % words
            note = _owed(review.owed)
            tasks.append(
                Task(
                    title,
                    review.get_absolute_url(),
                    note=note,
                    action=_("Answer"),
                    kind="plans",
                )
            )
        elif not review.is_open:
            title = _("Hand in the answers of the area %(area)s") % words
            tasks.append(
                Task(title, review.get_absolute_url(), action=_("Hand in"), kind="plans")
            )
    return tasks


def desk_queue() -> dict[str, list[Task]]:
    """What the secretariat looks after in the group; the database is asked once."""
    notice = today() + terms.NOTICE
    invited = Invitation.objects.filter(nomination__isnull=False).values("nomination")
    gathered = one_query.lists(
        **_plans(),
        nominations=one_query.facts(
            Nomination.objects.exclude(pk__in=invited),
            "pk",
            "nominated_at",
            names=F("area__names"),
            person=one_query.name_of("person"),
        ),
        seats=one_query.facts(Seat.objects.current(), "pk", "klass", **OF_TERM),
        chairs=one_query.facts(ChairTerm.objects.current(), "pk", **OF_TERM),
    )
    ordinary = [told for told in gathered["seats"] if told.klass != SeatClass.TRANSITIONAL]
    return {
        _("Plans that wait for a review"): [_plan_task(told) for told in gathered["plans"]],
        _("Reviews to conclude"): [_review_task(told) for told in gathered["reviews"]],
        _("Seats of the Advisory Group"): [
            *_vacancies(people.places() - len(ordinary)),
            *[_nomination_task(told) for told in gathered["nominations"]],
            *[
                _ending_task(
                    _("The term of %(person)s in the group ends"), Seat(pk=told.pk), told
                )
                for told in gathered["seats"]
                if _ends_by(told, notice)
            ],
        ],
        _("Chair of the Advisory Group"): [
            *([] if gathered["chairs"] else [_no_chair()]),
            *[
                _ending_task(
                    _("The term of %(person)s as chair ends"), ChairTerm(pk=told.pk), told
                )
                for told in gathered["chairs"]
                if _ends_by(told, notice + timedelta(days=1))
            ],
        ],
    }


def _plans() -> dict[str, QuerySet[Any]]:
    """Plans before the group: those nobody reviews yet, and every open review."""
    waiting = PlanVersion.objects.filter(status="under_review", reviews=None)
    reviews = PlanReview.objects.open().annotate(owed=Count("recommendations", filter=OWED))
    area = F("plan__area__names")
    return {
        "plans": one_query.facts(waiting, "pk", names=F("area__names")),
        "reviews": one_query.facts(
            reviews, "pk", "due_at", "opened_at", "owed", names=area
        ),
    }


def _area_of(told: Any) -> str:
    return PartnershipArea(names=told.names).name


def _plan_task(told: Any) -> Task:
    return Task(
        _("The plan of the area %(area)s waits for a review") % {"area": _area_of(told)},
        reverse("advisory_group:review_open", args=[told.pk]),
        action=_("Open the review"),
        kind="plans",
        state=_("Submitted"),
        tone="info",
        about=subject_of(PlanVersion(pk=told.pk)),
    )


def _review_task(told: Any) -> Task:
    """An open review, with what is still owed on it."""
    due_at = one_query.moment(told.due_at)
    review = PlanReview(pk=told.pk)
    return Task(
        _("Conclude the review: %(area)s") % {"area": _area_of(told)},
        review.get_absolute_url(),
        due_on=dates.day_for_reader(due_at) if due_at else None,
        note=_owed(told.owed),
        action=_("Conclude"),
        kind="plans",
        state=_("Under review"),
        tone="violet",
        since=day_of(one_query.moment(told.opened_at)),
        target_on=day_of(due_at),
        about=subject_of(review),
    )


def _vacancies(vacant: int) -> list[Task]:
    if vacant <= 0:
        return []
    title = ngettext(
        "One seat of the Advisory Group is vacant",
        "%(number)s seats of the Advisory Group are vacant",
        vacant,
    ) % {"number": vacant}
    return [
        Task(
            title,
            reverse("advisory_group:board"),
            action=_("Invite"),
            kind="seats",
            state=_("Vacant"),
            tone="warn",
            about=VACANT_SEATS,
        )
    ]


def _nomination_task(told: Any) -> Task:
    return Task(
        _("The area %(area)s nominates %(person)s")
        % {"area": _area_of(told), "person": told.person},
        f"{reverse('advisory_group:seat_invite')}?nomination={told.pk}",
        action=_("Invite"),
        kind="seats",
        state=_("Nominated"),
        tone="info",
        since=day_of(one_query.moment(told.nominated_at)),
        about=subject_of(Nomination(pk=told.pk)),
    )


def _ends_by(told: Any, limit: date) -> bool:
    """Whether the first day without the term is known and near."""
    after = one_query.day(told.after)
    return after is not None and after <= limit


def _ending_task(title: str, term: Seat | ChairTerm, told: Any) -> Task:
    after = one_query.day(told.after)
    return Task(
        title % {"person": told.person},
        term.get_absolute_url(),
        due_on=after - timedelta(days=1) if after else None,
        kind="seats",
        state=_("Term ends"),
        tone="warn",
        about=subject_of(term),
    )


def _no_chair() -> Task:
    """Nobody is in the chair (A1-3d-2)."""
    return Task(
        _("Nobody chairs the Advisory Group"),
        reverse("advisory_group:chair_elect"),
        action=_("Record an election"),
        kind="seats",
        state=_("Vacant"),
        tone="warn",
        about=NO_CHAIR,
    )
