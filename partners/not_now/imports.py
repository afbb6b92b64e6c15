"""Why a table of partners is not written or taken back now, and what to do next."""

from django.utils.translation import gettext as _

from gmp_portal.accounts.rights import stands_at
from gmp_portal.workflow import RuleRefusedError
from partners import jobs
from partners.models import Import

Status = Import.Status


def why_not_written(record: Import) -> RuleRefusedError:
    """What is to be done first."""
    if record.status != Status.CHECKED:
        return stands_at(record)
    return why_not_ready(record)


def why_not_ready(record: Import) -> RuleRefusedError:
    """Which of its rows keep a table from being written."""
    if record.faulty:
        sentence = _(
            "Some rows cannot be brought in as they stand. Correct them in your file and upload "
            "it again, or leave these rows out. Until then nothing is written."
        )
    elif record.counts.get("left_out"):
        sentence = _(
            "Every row that would change something is left out: there is nothing to write."
        )
    else:
        sentence = _(
            "The register says already what the table says: there is nothing to write."
        )
    return RuleRefusedError(sentence, clause="A1-6c-i")


def why_rows_stay(record: Import) -> RuleRefusedError:
    """Why no row can be left out any more."""
    if record.status == Status.CHECKING:
        return stands_at(record)
    sentence = _("Rows are left out before the table is written, and not afterwards.")
    return RuleRefusedError(sentence, clause="R-16")


def why_import_stays(record: Import) -> RuleRefusedError:
    """Why it is too late, or too early."""
    if record.status != Status.DONE:
        return stands_at(record)
    return why_mails_first() if jobs.is_telling(record) else why_too_late()


def why_nobody_is_told(record: Import) -> RuleRefusedError:
    """Nobody is written to before the table is written, and nobody twice (R-60)."""
    if record.status != Status.DONE:
        return stands_at(record)
    sentence = _("Everybody whom this table named has been written to, or has answered.")
    return RuleRefusedError(sentence, clause="R-60")


def why_mails_first() -> RuleRefusedError:
    sentence = _(
        "The mails to the people of this table are being written. Take the import back once "
        "they are."
    )
    return RuleRefusedError(sentence, clause="R-60")


def why_too_late() -> RuleRefusedError:
    sentence = _(
        "The days in which this import could be taken back are over: change its partners one by "
        "one."
    )
    return RuleRefusedError(sentence, clause="R-37")
