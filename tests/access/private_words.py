"""A word of its own in every private field of the demonstration, to see where it comes back."""

import re
from typing import Any

from django.db import DatabaseError, models, transaction
from django.db.models import Q

from advisory_group.models import (
    Assessment,
    ChairTerm,
    Invitation,
    Nomination,
    PlanReview,
    Recommendation,
    ReviewComment,
    Seat,
    StandAside,
)
from areas.models import (
    AreaOpportunity,
    Effort,
    Indicator,
    LeadTerm,
    Linkage,
    Opportunity,
    OpportunityInterest,
    PlanAmendment,
    PlanComment,
    PlanObjective,
    PlanVersion,
    PotentialDonor,
    PriorityAction,
    ProjectRequest,
    SectionText,
)
from gmp_portal.accounts.models import (
    AccountDistinction,
    AccountMerge,
    SecretariatTerm,
    User,
)
from gmp_portal.documents.models import Document
from gmp_portal.jobs.models import Job
from gmp_portal.meetings.models import (
    Attendance,
    Decision,
    DecisionText,
    Declaration,
    Objection,
    ObserverInvitation,
    Position,
    ReportComment,
    ReportSection,
)
from gmp_portal.notifications.models import Message
from gmp_portal.website.models import Impersonation
from gmp_portal.writing.models import Revision, UnsentForm
from partners import file_access
from partners.models import (
    Checklist,
    Distinction,
    Funder,
    Import,
    ImportRow,
    JoinRequest,
    LetterOfIntent,
    Merge,
    PartnerStatement,
    Question,
    Representative,
    SetAside,
    SignatureRequest,
    SilenceQuestion,
)
from reporting.models import (
    AreaReport,
    Contribution,
    ImportedText,
    IndicatorValue,
    ProgressReport,
    Report,
    ReportedActivity,
    SettledStep,
)
from tests.access.world import World

# So long that no nonce or token of a page brings it about by chance.
PREFIX = "qzxwvk"
MARK = re.compile(rf"{PREFIX}\w+", re.IGNORECASE)
EVERY = Q()
STAFF = Q(pk__in=SecretariatTerm.objects.values("person"))
# An address is public where its person agreed to that.
AGREED = Representative.objects.filter(mail_consented_at__isnull=False)
UNSHOWN = ~Q(pk__in=AGREED.values("person"))
PUBLISHED = Q(status="published")
UNPUBLISHED = ~PUBLISHED
UNFINISHED = ~Q(status__in=["published", "superseded"])
OF_UNFINISHED = ~Q(plan__status__in=["published", "superseded"])
WAITING = Q(status__in=["suggested", "asked", "declined", "withdrawn"])
ACCEPTED, OF_ACCEPTED = Q(status="accepted"), Q(report__status="accepted")
# Of each model: which rows, and which of their fields nobody outside may ever read.
PRIVATE: list[tuple[type[models.Model], Q, tuple[str, ...]]] = [
    (User, STAFF, ("name",)),
    (User, UNSHOWN, ("email",)),
    (
        LetterOfIntent,
        EVERY,
        (
            "contact_email",
            "contact_phone",
            "signatory_name",
            "signatory_email",
            "signed_name",
            "duplicate_explanation",
            "decline_reason",
            "withdrawal_reason",
            "clearance_note",
            "country_note",
            "overruled",
        ),
    ),
    (LetterOfIntent, Q(contact_is_public=False), ("contact_name",)),
    (LetterOfIntent, UNPUBLISHED, ("organisation", "support_statement", "contribution")),
    (LetterOfIntent, PUBLISHED, ("support_statement", "contribution")),
    (Checklist, EVERY, ("note",)),
    (Question, EVERY, ("text", "answer")),
    (SignatureRequest, EVERY, ("name", "email")),
    (JoinRequest, EVERY, ("note",)),
    (Representative, EVERY, ("ended_reason",)),
    (Representative, Q(phone_consented_at=None), ("phone",)),
    (SilenceQuestion, EVERY, ("words",)),
    (PartnerStatement, EVERY, ("words",)),
    (SetAside, EVERY, ("reason",)),
    (Funder, EVERY, ("note",)),
    (Impersonation, EVERY, ("reason",)),
    (SecretariatTerm, EVERY, ("ended_reason",)),
    (PlanAmendment, EVERY, ("reason", "agreed_because", "answer")),
    (PlanComment, EVERY, ("text",)),
    (SectionText, ~Q(plan__status__in=["published", "superseded"]), ("text",)),
    (PlanReview, Q(status="open"), ("note",)),
    (Recommendation, Q(review__status="open"), ("text",)),
    (ReviewComment, Q(review__status="open"), ("text",)),
    (Assessment, Q(review__status="open"), ("remarks",)),
    (Nomination, EVERY, ("reason",)),
    (ReportComment, EVERY, ("text",)),
    (ReportSection, Q(report__published_at__isnull=True), ("text",)),
    (ProgressReport, EVERY, ("return_reason",)),
    (AreaReport, EVERY, ("return_reason",)),
    (AreaReport, ~Q(status="accepted"), ("highlights", "lessons")),
    (Report, UNPUBLISHED, ("title",)),
    (Document, Q(policy=file_access.ORIGINAL), ("name",)),
    (Job, EVERY, ("last_error",)),
    (Message, EVERY, ("subject", "body")),
    (Revision, EVERY, ("values",)),
    (UnsentForm, EVERY, ("title", "fields")),
    (LeadTerm, EVERY, ("ended_reason",)),
    (ChairTerm, EVERY, ("ended_reason",)),
    (Seat, EVERY, ("ended_reason", "gap")),
    (Invitation, EVERY, ("letter_reference", "gap")),
    (StandAside, EVERY, ("statement",)),
    (Recommendation, Q(review__status="open"), ("answer",)),
    (PlanVersion, UNFINISHED, ("title",)),
    (PlanObjective, OF_UNFINISHED, ("statement", "measure")),
    (PriorityAction, OF_UNFINISHED, ("title", "description")),
    (Opportunity, OF_UNFINISHED, ("title", "description")),
    (AreaOpportunity, WAITING, ("title", "description")),
    (AreaOpportunity, EVERY, ("question", "answer")),
    (OpportunityInterest, EVERY, ("words", "contact")),
    (Indicator, OF_UNFINISHED, ("name", "source")),
    (Linkage, OF_UNFINISHED, ("name", "note")),
    (PotentialDonor, OF_UNFINISHED, ("name", "note")),
    (ProjectRequest, OF_UNFINISHED, ("title", "purpose")),
    (Effort, OF_UNFINISHED, ("description", "target")),
    (Attendance, EVERY, ("name",)),
    (ObserverInvitation, EVERY, ("name", "objection")),
    (Position, EVERY, ("statement",)),
    (Objection, EVERY, ("reason", "acceptable_wording", "settled_note")),
    (Declaration, EVERY, ("recall_reason",)),
    (Decision, Q(status="drafted"), ("title",)),
    (DecisionText, Q(decision__status="drafted"), ("text",)),
    (ProgressReport, ~ACCEPTED, ("nothing_reason", "lessons", "needs", "unfinished")),
    (ReportedActivity, ~OF_ACCEPTED, ("result",)),
    (Contribution, ~OF_ACCEPTED, ("description",)),
    (IndicatorValue, ~OF_ACCEPTED, ("actual", "note")),
    (AreaReport, ~ACCEPTED, ("effectiveness", "impact", "future")),
    (Import, EVERY, ("name",)),
    (Merge, EVERY, ("reason",)),
    (AccountMerge, EVERY, ("reason", "gone_name")),
    (AccountDistinction, EVERY, ("reason",)),
    (Distinction, EVERY, ("reason",)),
    (ImportRow, EVERY, ("values",)),
    (ImportedText, EVERY, ("name", "source")),
    (SettledStep, EVERY, ("replaced",)),
]


def mark(world: World) -> World:
    """Put a word of its own in every private field that may be changed."""
    count = 0
    for model, rows, fields in PRIVATE:
        for name in fields:
            count += _mark(model, rows, name)
    assert count > 150
    return world


def _mark(model: type[models.Model], rows: Q, name: str) -> int:
    count = 0
    for key in model._default_manager.filter(rows).values_list("pk", flat=True):
        word: Any = f"{PREFIX}{model.__name__}{name.replace('_', '')}{key}"
        field = model._meta.get_field(name)
        if isinstance(field, models.EmailField):
            word = f"{word}@example.org"
        if isinstance(field, models.JSONField):
            word = {"text": word}
        try:
            with transaction.atomic():
                model._default_manager.filter(pk=key).update(**{name: word})
                count += 1
        except DatabaseError:
            # What is frozen, or has to be empty, stays as it is.
            continue
    return count


def told(where: str, text: str) -> list[str]:
    return [f"{where} tells {word}" for word in sorted(set(MARK.findall(text)))]
