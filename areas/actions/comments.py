"""Partners of the area say what they think of a draft (B4-2)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas import emails, not_now, permissions
from areas.acts import Act
from areas.models import PlanComment, PlanVersion
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.workflow import unmet
from partners.models import Partner


@transaction.atomic
def write(
    plan: PlanVersion, *, section: str, text: str, partner: Partner | None = None, by: User
) -> PlanComment:
    """Keep a comment on a section, or on the whole draft; the leads are told.

    Whoever speaks for several partners of the area says for which one (B4-2).
    """
    plan.lock()
    if plan.is_frozen:
        raise not_now.why_no_comment(plan)
    partners = permissions.voices_of(by, plan.area)
    if partner is None and len(partners) == 1:
        [partner] = partners
    if partners and partner not in partners:
        raise unmet(_("Choose for which partner you write: you speak for several."), "B4-2")
    said = {"section": section, "text": text, "author": by, "partner": partner}
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
