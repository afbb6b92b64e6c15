"""How a migration seals rows: the database itself refuses what no action does (P-1, ADR 27)."""

from collections.abc import Sequence

from django.db.migrations import RunSQL

CHANGED, ADDED, ANYHOW = "UPDATE OR DELETE", "INSERT", "INSERT OR UPDATE OR DELETE"


def seal(  # noqa: PLR0913 a seal has so many parts
    table: str,
    name: str,
    sentence: str,
    *,
    when: str,
    on: str = CHANGED,
    may_change: Sequence[str] = (),
    may_be_filled: Sequence[str] = (),
) -> RunSQL:
    """Seal the rows of a table, under a name by which the refusal is known.

    ``when`` is SQL about the row as it ``was`` and as it is ``made``; ``may_change`` are the
    columns that actions still change then, ``may_be_filled`` those that they fill once.
    """
    given = (sentence, when, " ".join(may_change), " ".join(may_be_filled))
    arguments = ", ".join("'" + text.replace("'", "''") + "'" for text in given)
    return RunSQL(
        f"CREATE TRIGGER {name} AFTER {on} ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION ledger_seal({arguments})",
        f"DROP TRIGGER {name} ON {table}",
    )
