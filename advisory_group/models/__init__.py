"""Seats and chairs of the Partnership Advisory Group, and its reviews of business plans."""

from advisory_group.models.chairs import ChairTerm
from advisory_group.models.invitations import Invitation, Nomination
from advisory_group.models.places import Constituency, Klass, Place
from advisory_group.models.reviews import (
    Assessment,
    PlanReview,
    Recommendation,
    ReviewComment,
    StandAside,
)
from advisory_group.models.seats import Seat, SeatQuerySet

__all__ = [
    "Assessment",
    "ChairTerm",
    "Constituency",
    "Invitation",
    "Klass",
    "Nomination",
    "Place",
    "PlanReview",
    "Recommendation",
    "ReviewComment",
    "Seat",
    "SeatQuerySet",
    "StandAside",
]
