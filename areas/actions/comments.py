"""Partners of the area say what they think of a draft (B4-2)."""

from django.db import transaction
from django.utils import timezone

from areas import emails, not_now
from areas.acts import Act
from areas.models import PlanComment, PlanVersion
from gmp_portal import ledger
from gmp_portal.accounts.models import User


@transaction.atomic
def write(plan: PlanVersion, *, section: str, text: str, by: User) -> PlanComment:
    """Keep a comment on a section, or on the whole draft; the leads are told."""
    plan.lock()
    if plan.is_frozen:
        raise not_now.why_no_comment(plan)
    said = {"section": section, "text": text, "author": by}
    if same := plan.comments.filter(**said, resolved_at__isnull=True).first():
        return same
    comment = PlanComment.objects.create(plan=plan, **said)
    ledger.record(Act.PLAN_COMMENTED, plan, by=by, section=section)
    emails.comment_written(comment, by=by)
    return comment


@transaction.atomic
def resolve(comment: PlanComment, *, by: User) -> None:
    """Note that a comment has been dealt with; it stays readable."""
    comment.plan.lock()
    comment.refresh_from_db()
    if comment.resolved_at is not None:
        raise not_now.why_resolved(comment)
    comment.resolved_at, comment.resolved_by = timezone.now(), by
    comment.save(update_fields=["resolved_at", "resolved_by"])
    ledger.record(Act.PLAN_COMMENT_RESOLVED, comment.plan, by=by, section=comment.section)
