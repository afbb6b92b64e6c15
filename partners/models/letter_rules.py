"""What the database itself refuses about letters of intent."""

from django.db import models
from django.db.models import F, Q

from gmp_portal.constraints import both_or_neither, status_is_known
from partners.models.letter_states import LetterStatus
from partners.models.partners import Kind

RULES: list[models.BaseConstraint] = [
    status_is_known(LetterStatus, name="letter_status_known"),
    models.CheckConstraint(
        condition=Q(kind__in=["", *Kind.values]), name="letter_kind_known"
    ),
    models.CheckConstraint(
        condition=Q(status="draft", submitted_at__isnull=True, reference__isnull=True)
        | (~Q(status="draft") & Q(submitted_at__isnull=False, reference__isnull=False)),
        name="letter_sent_has_number",
    ),
    # Support, commitment and contribution each stand on their own (A1-2c-2 to A1-2c-4).
    models.CheckConstraint(
        condition=Q(status="draft")
        | (
            Q(supports=True, commits_to_goal=True)
            & ~Q(contribution="")
            & ~Q(organisation="")
            & ~Q(kind="")
        ),
        name="letter_sent_is_complete",
    ),
    both_or_neither(
        "confirmed_at",
        "confirmed_by",
        "confirmation_reference",
        "publish_due_on",
        "partner",
        name="letter_confirmation_complete",
    ),
    models.CheckConstraint(
        condition=Q(status__in=["confirmed", "published"], confirmed_at__isnull=False)
        | (~Q(status__in=["confirmed", "published"]) & Q(confirmed_at__isnull=True)),
        name="letter_confirmed_has_confirmation",
    ),
    models.CheckConstraint(
        condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("sender")),
        name="letter_not_confirmed_by_sender",
    ),
    both_or_neither(
        "decline_proposed_at",
        "decline_proposed_by",
        name="letter_decline_proposed_by_somebody",
    ),
    both_or_neither("declined_at", "declined_by", name="letter_declined_by_somebody"),
    # A decline has a reason and a second person.
    models.CheckConstraint(
        condition=~Q(status="declined")
        | (
            Q(declined_at__isnull=False, decline_proposed_at__isnull=False)
            & ~Q(decline_reason="")
            & ~Q(declined_by=F("decline_proposed_by"))
        ),
        name="letter_declined_by_two",
    ),
    both_or_neither("withdrawn_at", "withdrawn_by", name="letter_withdrawn_by_somebody"),
    models.CheckConstraint(
        condition=~Q(status="withdrawn") | Q(withdrawn_at__isnull=False),
        name="letter_withdrawn_has_time",
    ),
    both_or_neither("cleared_at", "cleared_by", name="letter_cleared_by_somebody"),
    both_or_neither("seconded_at", "seconded_by", name="letter_seconded_by_somebody"),
    # The second person of the clearance is another one.
    models.CheckConstraint(
        condition=Q(seconded_by__isnull=True) | ~Q(seconded_by=F("cleared_by")),
        name="letter_cleared_by_two",
    ),
    both_or_neither(
        "published_at",
        "published_by",
        "public_version",
        name="letter_published_by_somebody",
    ),
    # Nothing is public before confirmation, clearance and a cleared file (A1-2c-6).
    models.CheckConstraint(
        condition=~Q(status="published")
        | (
            Q(
                confirmed_at__isnull=False,
                cleared_at__isnull=False,
                public_letter__isnull=False,
                published_at__isnull=False,
            )
            & (Q(has_personal_data=False) | Q(seconded_at__isnull=False))
        ),
        name="letter_published_needs_clearance",
    ),
]
