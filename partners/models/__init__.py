"""Partners, those who speak for them, and the letters that made them partners."""

from partners.models.letters import Attachment, LetterOfIntent, LetterQuerySet
from partners.models.partners import Kind, Participation, Partner, PartnerQuerySet, Region
from partners.models.representatives import JoinRequest, Representative
from partners.models.review import Checklist, InformationRequest, Question

__all__ = [
    "Attachment",
    "Checklist",
    "InformationRequest",
    "JoinRequest",
    "Kind",
    "LetterOfIntent",
    "LetterQuerySet",
    "Participation",
    "Partner",
    "PartnerQuerySet",
    "Question",
    "Region",
    "Representative",
]
