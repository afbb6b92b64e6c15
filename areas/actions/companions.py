"""The documents that go with a draft: a budget sheet, a logframe, a background note (B4-1)."""

from django.db import transaction
from django.utils.translation import gettext as _

from areas import file_access
from areas.acts import Act
from areas.models import PlanCompanion, PlanVersion
from gmp_portal import ledger, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.documents import files
from gmp_portal.documents.checks import Checked
from gmp_portal.workflow import RuleRefusedError

RULE = "R-70"
UNPROCESSABLE = 422


@transaction.atomic
def add(
    plan: PlanVersion,
    upload: Checked,
    *,
    title: str,
    language: str,
    is_public: bool,
    by: User,
) -> PlanCompanion:
    """Put a document beside the draft, with its title and for whom it is."""
    plan.lock_draft()
    _refuse_too_many(plan)
    if plan.companions.filter(title=title, language=language).exists():
        sentence = _("A document of this title and language goes with the plan already.")
        raise RuleRefusedError(sentence, clause="B4-1", status=UNPROCESSABLE)
    companion = PlanCompanion.objects.create(
        plan=plan,
        title=title,
        language=language,
        is_public=is_public,
        document=files.store_upload(upload, policy=file_access.COMPANION, by=by),
        added_by=by,
    )
    plan.touch()
    _note(Act.PLAN_COMPANION_ADDED, companion, by=by)
    return companion


@transaction.atomic
def remove(companion: PlanCompanion, *, by: User) -> None:
    """Take a document away from the draft; earlier versions keep theirs."""
    plan = companion.plan
    plan.lock_draft()
    gone, _each = PlanCompanion.objects.filter(pk=companion.pk).delete()
    if not gone:
        return
    plan.touch()
    _note(Act.PLAN_COMPANION_REMOVED, companion, by=by)


def _note(act: Act, companion: PlanCompanion, *, by: User) -> None:
    title, is_public = companion.title, companion.is_public
    ledger.record(act, companion.plan, by=by, title=title, is_public=is_public)


def _refuse_too_many(plan: PlanVersion) -> None:
    most = rulebook.value(RULE)
    if plan.companions.count() < most:
        return
    sentence = _(
        "At most %(most)d documents go with a plan: put some of them together, or remove one."
    )
    raise RuleRefusedError(sentence % {"most": most}, clause=RULE, status=UNPROCESSABLE)
