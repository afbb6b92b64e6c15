"""Who brings plans that were written in Word (B4-2)."""

from areas import not_now
from areas.models import PlanImport
from areas.permissions.plans import PLAN, can_edit, writer
from gmp_portal.accounts.rights import Steps, always

IMPORT: Steps[PlanImport] = Steps()

_importer = writer.of(lambda record: record.plan)


def _waits(record: PlanImport) -> bool:
    """Being looked through, while its plan is a draft."""
    return record.status == PlanImport.Status.OPEN and record.plan.is_editable


can_import_start = PLAN.part("import_start", can_edit)
can_import_follow = IMPORT.step(
    "import_follow", _importer, always, not_now.why_import_is_over
)
can_import_settle = IMPORT.step(
    "import_settle", _importer, _waits, not_now.why_import_is_over
)
can_import_put_in = IMPORT.step(
    "import_put_in", _importer, _waits, not_now.why_import_is_over
)
can_import_discard = IMPORT.step(
    "import_discard",
    _importer,
    lambda record: record.status == PlanImport.Status.OPEN,
    not_now.why_import_is_over,
)
