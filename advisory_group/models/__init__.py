"""Seats and chairs of the Partnership Advisory Group, and its reviews of business plans."""

from advisory_group.models.assessments import SCORES, Assessment
from advisory_group.models.chairs import ChairTerm
from advisory_group.models.invitations import Invitation, Nomination
from advisory_group.models.places import Constituency, Place, SeatClass
from advisory_group.models.recommendations import Kind, Recommendation, ReviewComment
from advisory_group.models.reviews import PlanReview, StandAside
from advisory_group.models.seats import Seat, SeatQuerySet
from advisory_group.models.taken_up import TakenUp

__all__ = [
    "SCORES",
    "Assessment",
    "ChairTerm",
    "Constituency",
    "Invitation",
    "Kind",
    "Nomination",
    "Place",
    "PlanReview",
    "Recommendation",
    "ReviewComment",
    "Seat",
    "SeatClass",
    "SeatQuerySet",
    "StandAside",
    "TakenUp",
]
