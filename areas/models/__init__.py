"""What this app keeps: areas, memberships, lead terms, plans with their rows and comments."""

from areas.models.activities import Activity
from areas.models.areas import AreaMembership, PartnershipArea
from areas.models.comments import PlanComment
from areas.models.efforts import Effort, Milestone
from areas.models.figures import PlanFigure
from areas.models.plans import PlanVersion
from areas.models.resources import PotentialDonor, ProjectRequest
from areas.models.rows import (
    Indicator,
    Linkage,
    Opportunity,
    PlanObjective,
    PlanRow,
    PriorityAction,
)
from areas.models.sections import SectionText
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
    "PlanFigure",
    "PlanObjective",
    "PlanRow",
    "PlanVersion",
    "PotentialDonor",
    "PriorityAction",
    "ProjectRequest",
    "SectionText",
]
