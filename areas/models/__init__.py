"""What this app keeps: areas, memberships, lead terms, plans with their rows and comments."""

from areas.models.activities import Activity
from areas.models.areas import AreaMembership, PartnershipArea
from areas.models.plans import PlanComment, PlanVersion, SectionText
from areas.models.rows import (
    Effort,
    Indicator,
    Linkage,
    Milestone,
    Opportunity,
    PlanObjective,
    PlanRow,
    PotentialDonor,
    PriorityAction,
    ProjectRequest,
)
from areas.models.terms import LeadTerm

__all__ = [
    "Activity",
    "AreaMembership",
    "Effort",
    "Indicator",
    "LeadTerm",
    "Linkage",
    "Milestone",
    "Opportunity",
    "PartnershipArea",
    "PlanComment",
    "PlanObjective",
    "PlanRow",
    "PlanVersion",
    "PotentialDonor",
    "PriorityAction",
    "ProjectRequest",
    "SectionText",
]
