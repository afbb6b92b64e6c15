"""What this app keeps: areas, memberships, lead terms, plans with their rows and comments."""

from areas.models.activities import Activity
from areas.models.activity_parts import ActivityPart
from areas.models.amendments import AmendmentPlace, PlanAmendment
from areas.models.areas import AreaMembership, PartnershipArea
from areas.models.comments import CommentTask, PlanComment
from areas.models.companions import PlanCompanion, PlanFile
from areas.models.donors import DonorMatch
from areas.models.effort_calls import EffortCall
from areas.models.efforts import Effort, Milestone
from areas.models.figures import PlanFigure
from areas.models.imports import PlanImport
from areas.models.keys import PlanKey
from areas.models.opportunities import (
    AreaOpportunity,
    OpportunityInterest,
    OpportunityQuerySet,
)
from areas.models.plans import PlanVersion
from areas.models.progress import MilestoneNote
from areas.models.resources import Application, PotentialDonor, ProjectRequest
from areas.models.risks import Risk
from areas.models.rows import (
    Indicator,
    Linkage,
    Opportunity,
    PlanObjective,
    PlanRow,
    PriorityAction,
)
from areas.models.sections import SectionText
from areas.models.suggestions import PlanSuggestion
from areas.models.terms import LeadTerm
from areas.models.topics import CrossCuttingTopic, TopicArea, TopicConvener, TopicMark
from areas.models.translations import PlanTranslation
from areas.models.welcomes import AreaWelcome, FirstStep

__all__ = [
    "Activity",
    "ActivityPart",
    "AmendmentPlace",
    "Application",
    "AreaMembership",
    "AreaOpportunity",
    "AreaWelcome",
    "CommentTask",
    "CrossCuttingTopic",
    "DonorMatch",
    "Effort",
    "EffortCall",
    "FirstStep",
    "Indicator",
    "LeadTerm",
    "Linkage",
    "Milestone",
    "MilestoneNote",
    "Opportunity",
    "OpportunityInterest",
    "OpportunityQuerySet",
    "PartnershipArea",
    "PlanAmendment",
    "PlanComment",
    "PlanCompanion",
    "PlanFigure",
    "PlanFile",
    "PlanImport",
    "PlanKey",
    "PlanObjective",
    "PlanRow",
    "PlanSuggestion",
    "PlanTranslation",
    "PlanVersion",
    "PotentialDonor",
    "PriorityAction",
    "ProjectRequest",
    "Risk",
    "SectionText",
    "TopicArea",
    "TopicConvener",
    "TopicMark",
]
