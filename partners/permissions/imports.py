"""Who brings tables of partners in, and takes them back: the secretariat keeps the register."""

from django.utils.translation import gettext_lazy

from gmp_portal.accounts.rights import Right, Steps, always, is_officer, officers
from partners import jobs, not_now
from partners.models import Import

SENTENCE = gettext_lazy(
    "The secretariat keeps the register of partners: send it your list of partners."
)
CLAUSE = "A1-6c-i"
Status = Import.Status
IMPORT: Steps[Import] = Steps()
_officer = officers(SENTENCE, CLAUSE)


def _is_checked(record: Import) -> bool:
    return record.status == Status.CHECKED


can_import_start = Right(is_officer, SENTENCE, CLAUSE)
can_import_follow = IMPORT.step("import_follow", _officer, always)
can_import_leave_out = IMPORT.step("import_leave_out", _officer, _is_checked)
can_import_bring_in = IMPORT.step(
    "import_bring_in",
    _officer,
    lambda record: _is_checked(record) and record.is_ready,
    not_now.why_not_written,
)
can_import_undo = IMPORT.step(
    "import_undo",
    _officer,
    lambda record: record.can_be_taken_back and not jobs.is_telling(record),
    not_now.why_import_stays,
)
can_import_tell_people = IMPORT.step(
    "import_tell_people",
    _officer,
    lambda record: record.waits_for_telling,
    not_now.why_nobody_is_told,
)
can_import_discard = IMPORT.step(
    "import_discard",
    _officer,
    lambda record: record.status in {Status.CHECKING, Status.CHECKED},
)
can_import_stop = IMPORT.step(
    "import_stop",
    _officer,
    lambda record: record.status in {Status.WRITING, Status.UNDOING},
)
