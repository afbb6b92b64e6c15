"""Partners, those who speak for them, and the letters that made them partners."""

from partners.models.choices import Kind, Region
from partners.models.entries import OtherName, PartnerProfile
from partners.models.former_names import FormerName
from partners.models.funders import Funder
from partners.models.imports import Import, ImportRow
from partners.models.introductions import Introduction, IntroductionLink
from partners.models.invitations import PartnerInvitation, PartnerInvitationQuerySet
from partners.models.letter_answers import Attachment
from partners.models.letter_checks import (
    Checklist,
    InformationRequest,
    Question,
    SignatureRequest,
)
from partners.models.letter_links import LetterLink, LetterLinkQuerySet
from partners.models.letter_notes import LetterNote, NoteFile
from partners.models.letters import LetterOfIntent, LetterQuerySet
from partners.models.mailed_answers import MailedAnswer
from partners.models.merges import Distinction, Merge
from partners.models.participations import Participation
from partners.models.partners import Partner, PartnerQuerySet
from partners.models.past_letters import PastLetter, PastLetterQuerySet
from partners.models.pledges import Pledge
from partners.models.publications import Correction, PublicVersion, SignedPage
from partners.models.representatives import JoinRequest, Representative
from partners.models.standings import (
    PartnerStatement,
    SetAside,
    SilenceQuerySet,
    SilenceQuestion,
)

__all__ = [
    "Attachment",
    "Checklist",
    "Correction",
    "Distinction",
    "FormerName",
    "Funder",
    "Import",
    "ImportRow",
    "InformationRequest",
    "Introduction",
    "IntroductionLink",
    "JoinRequest",
    "Kind",
    "LetterLink",
    "LetterLinkQuerySet",
    "LetterNote",
    "LetterOfIntent",
    "LetterQuerySet",
    "MailedAnswer",
    "Merge",
    "NoteFile",
    "OtherName",
    "Participation",
    "Partner",
    "PartnerInvitation",
    "PartnerInvitationQuerySet",
    "PartnerProfile",
    "PartnerQuerySet",
    "PartnerStatement",
    "PastLetter",
    "PastLetterQuerySet",
    "Pledge",
    "PublicVersion",
    "Question",
    "Region",
    "Representative",
    "SetAside",
    "SignatureRequest",
    "SignedPage",
    "SilenceQuerySet",
    "SilenceQuestion",
]
