"""Writing a version in another language; its area agrees to the original only (B4-1)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from areas import not_now
from areas.acts import Act
from areas.models import PlanTranslation, PlanVersion
from gmp_portal import ledger
from gmp_portal.accounts.models import User

SAVED = ["source_sha256", "text", "saved_by", "saved_at"]


@dataclass(frozen=True)
class Translated:
    """What somebody wrote for a passage, and which words of the original were seen with it."""

    text: str
    source_sha256: str


@transaction.atomic
def write(
    plan: PlanVersion, language: str, texts: Mapping[str, Translated], *, by: User
) -> None:
    """Save the passages of one page; those that say the same of the same words stay."""
    plan.lock()
    if not plan.can_be_translated or language == plan.language:
        raise not_now.why_not_translated(plan)
    kept = {
        row.path: row
        for row in plan.translations.select_for_update().filter(
            language=language, path__in=texts
        )
    }
    # Words that an earlier version has in this language are shown; they may be emptied, too.
    known = {written.source_sha256 for written in texts.values()}
    elsewhere = plan.translations.filter(language=language, source_sha256__in=known)
    shown = {*elsewhere.exclude(text="").values_list("source_sha256", flat=True)}
    is_changed = False
    for path, written in texts.items():
        row = kept.get(path)
        if row is None:
            if not written.text and written.source_sha256 not in shown:
                continue
            row = PlanTranslation(plan=plan, language=language, path=path)
        elif (row.text, row.source_sha256) == (written.text, written.source_sha256):
            continue
        row.text, row.source_sha256 = written.text, written.source_sha256
        row.saved_by, row.saved_at = by, timezone.now()
        row.save(update_fields=SAVED if row.pk else None)
        is_changed = True
    if is_changed:
        _note(plan, language, by)


def _note(plan: PlanVersion, language: str, by: User) -> None:
    if ledger.is_noted(Act.PLAN_TRANSLATED, plan, by=by, language=language):
        ledger.follow(plan)
    else:
        ledger.record(Act.PLAN_TRANSLATED, plan, by=by, language=language)


def carry_over(plan: PlanVersion, source: PlanVersion, *, by: User) -> None:
    """Let the next version begin with the translations of the words that it takes over."""
    PlanTranslation.objects.bulk_create(
        PlanTranslation(
            plan=plan,
            language=row.language,
            path=f"before.{row.pk}",
            source_sha256=row.source_sha256,
            text=row.text,
            saved_by=by,
        )
        for row in source.translations.exclude(text="")
    )
