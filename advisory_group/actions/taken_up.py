"""What the leads say of the recommendations in their next version (A1-3f-ii)."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from advisory_group import not_now
from advisory_group.acts import Act
from advisory_group.models import Recommendation, TakenUp
from advisory_group.reading import review_display
from areas.models import PlanVersion
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.workflow import changed_fields


@transaction.atomic
def take_up(
    plan: PlanVersion, point: Recommendation, *, section: str, text: str, by: User
) -> TakenUp:
    """Say where this draft takes a point of the review before it up, and what was changed."""
    plan.lock_draft()
    before = review_display.reviews_before(plan).first()
    if before is None or point.review_id != before.pk:
        raise not_now.why_not_of_the_round_before()
    said: dict[str, Any] = {"section": section, "text": text}
    known = TakenUp.objects.filter(plan=plan, recommendation=point).first()
    if known and not changed_fields(known, said):
        return known
    said |= {"marked_by": by, "marked_at": timezone.now()}
    if known is None:
        known = TakenUp.objects.create(plan=plan, recommendation=point, **said)
    else:
        for name, value in said.items():
            setattr(known, name, value)
        known.save(update_fields=list(said))
    ledger.record(Act.POINT_TAKEN_UP, plan, by=by, number=point.number, section=section)
    return known


@transaction.atomic
def put_back(plan: PlanVersion, point: Recommendation, *, by: User) -> None:
    """Take back what was said of a point; asked twice, it is done once."""
    plan.lock_draft()
    gone, _rows = TakenUp.objects.filter(plan=plan, recommendation=point).delete()
    if gone:
        ledger.record(Act.POINT_PUT_BACK, plan, by=by, number=point.number)
