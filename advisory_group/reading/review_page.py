"""Everything the page of a review shows to one reader."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser

from advisory_group import permissions
from advisory_group.models import PlanReview, Recommendation
from advisory_group.reading import review_display
from advisory_group.reading.review_display import SectionPoints
from areas.models import PlanVersion
from gmp_portal import ledger, rounds
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.ledger import histories
from gmp_portal.rounds import Number, Reading, known, side_by_side
from gmp_portal.writing import read_texts


@rights.remembered()
def context(user: User | AnonymousUser, review: PlanReview) -> dict[str, Any]:
    """What the reader sees and can do; members' words only for those inside."""
    # Before the points are read: what is changed in between was not read.
    read = read_texts.token(review)
    points = review.recommendations.select_related("answered_by")
    plans = PlanVersion.objects.visible_to(user).filter(pk=review.plan_id).values("pk")
    overlaps = review_display.overlaps(review.plan)
    previous = review_display.previous_reviews(review)[:1]
    following = review_display.following_versions(user, review)[:1]
    asked, filed = review_display.asked_and_filed(review)
    stood_aside = review.stood_aside.select_related("person")
    rounds.run(
        rounds.kept(review, stood_aside=stood_aside),
        rounds.asked(points, plans, overlaps, previous, following, asked, filed),
    )
    possible = permissions.REVIEW.possible(user, review)
    inside = permissions.can_read_comments(user, review)
    owed = any(point.needs_answer for point in points)
    run, of_members = rounds.run(
        _to_run(review) if "consolidate" in possible else known({}),
        _of_the_members(user, review) if inside else known({}),
    )
    return {
        "review": review,
        "read": read,
        "possible": possible - {"hand_in"} if owed else possible,
        "plan_visible": bool(plans),
        "standing": review_display.standing(review, points, int(asked), int(filed)),
        "recommendations": _with_steps(user, points),
        "has_recommendations": bool(points),
        "inside": inside,
        "steps": review_display.steps(review),
        "stood_aside": stood_aside,
        "overlaps": overlaps,
        "previous": next(iter(previous), None),
        "following": next(iter(following), None),
        **run,
        **of_members,
    }


def _to_run(review: PlanReview) -> Reading[dict[str, Any]]:
    """What whoever runs the review needs, with a seat in the group or without one."""
    waiting = Number(review.comments.filter(recommendation=None))
    decisions = review_display.decisions_on(review)
    yield [waiting, decisions]
    return {
        "waiting_comments": int(waiting),
        "decisions": decisions,
        "under_way": review_display.under_way(decisions),
    }


def _with_steps(
    user: User | AnonymousUser, points: Iterable[Recommendation]
) -> list[tuple[SectionPoints, list[tuple[Recommendation, set[str]]]]]:
    """The points under their headings, each with what this reader can do to it."""
    return [
        (
            section,
            [
                (point, permissions.RECOMMENDATION.possible(user, point))
                for point in section.points
            ],
        )
        for section in review_display.by_section(points)
    ]


def _of_the_members(
    user: User | AnonymousUser, review: PlanReview
) -> Reading[dict[str, Any]]:
    """What stays with the group, the area's leads and the secretariat."""
    assessments = review.assessments.select_related("person")
    comments = review.comments.select_related("author", "recommendation")
    _filled, trail = yield from side_by_side(
        rounds.asked(assessments, comments),
        histories.told(ledger.trail(review), to=user).beside(),
    )
    own = [filed for filed in assessments if filed.person_id == user.pk]
    return {
        "own_aside": permissions.stands_aside(user, review),
        "own_assessment": own[0] if own else None,
        "assessments": assessments,
        "criteria": review_display.criteria(assessments),
        "sections": review_display.commented_sections(review.plan, [*comments]),
        "trail": trail,
    }
