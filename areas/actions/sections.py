"""Writing a section of a draft: nobody's words are overwritten unseen (A1-6b-ii)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from areas.acts import Act
from areas.models import PlanVersion, SectionText
from gmp_portal import ledger
from gmp_portal.accounts.models import User

SAVED = ["text", "version", "saved_at", "saved_by"]


@transaction.atomic
def save_text(
    plan: PlanVersion, section: str, text: str, *, by: User, is_part: bool = False
) -> SectionText:
    """Save the text of a section; the same again is no change.

    ``is_part`` where another act is noted that it is a part of.
    """
    plan.lock_draft()
    kept = (
        SectionText.objects.select_for_update().filter(plan=plan, section=section).first()
    )
    if kept is None:
        kept = SectionText(plan=plan, section=section, version=0, saved_by=by)
    if kept.text == text and kept.pk:
        return kept
    kept.text, kept.version = text, kept.version + 1
    kept.saved_at, kept.saved_by = timezone.now(), by
    kept.save(update_fields=SAVED if kept.pk else None)
    plan.touch()
    if not is_part:
        _note(plan, section, by)
    return kept


@transaction.atomic
def set_review_date(plan: PlanVersion, day: date | None, *, by: User) -> None:
    """Say when the plan is to be reviewed next (B4-3)."""
    plan.lock_draft()
    if plan.next_review_on == day:
        return
    plan.next_review_on = day
    plan.save(update_fields=["next_review_on"])
    plan.touch()
    _note(plan, "VIII", by)


def _note(plan: PlanVersion, section: str, by: User) -> None:
    if ledger.is_noted(Act.PLAN_SECTION_SAVED, plan, by=by, section=section):
        ledger.follow(plan)
    else:
        ledger.record(Act.PLAN_SECTION_SAVED, plan, by=by, section=section)
