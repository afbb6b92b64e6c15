"""Partners of the area say what they think of a draft (B4-2)."""

from django.db import transaction
from django.utils import timezone

from areas import emails
from areas.models import PlanComment, PlanVersion
from gmp_portal import ledger
from gmp_portal.accounts.models import User


@transaction.atomic
def write(plan: PlanVersion, *, section: str, text: str, by: User) -> PlanComment:
    """Keep a comment on a section, or on the whole draft; the leads are told."""
    comment = PlanComment.objects.create(plan=plan, section=section, text=text, author=by)
    emails.comment_written(comment, by=by)
    ledger.record("plan.commented", plan, by=by, section=section)
    return comment


@transaction.atomic
def resolve(comment: PlanComment, *, by: User) -> None:
    """Note that a comment has been dealt with; it stays readable."""
    comment.resolved_at, comment.resolved_by = timezone.now(), by
    comment.save(update_fields=["resolved_at", "resolved_by"])
    ledger.record("plan.comment_resolved", comment.plan, by=by, section=comment.section)
