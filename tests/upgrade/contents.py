"""What stands in a database, read without models: rows, shape, and the activities told."""

from dataclasses import dataclass, field
from typing import Any

from tests.upgrade.database import Database

Row = dict[str, Any]
TABLES = """
    SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
    WHERE relkind = 'r' AND nspname = 'public' ORDER BY relname
"""
ROWS = 'SELECT to_jsonb(t) FROM "{}" t'
# Definitions that were dumped and read again are spelled otherwise; names and types are not.
SHAPE = """
    SELECT 'column', table_name, column_name,
        concat_ws(' ', udt_name, character_maximum_length, is_nullable, is_identity)
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL
    SELECT 'constraint', conrelid::regclass::text, conname, contype::text
    FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f', 'p', 'u', 'x')
    UNION ALL
    SELECT 'index', tablename, indexname, '' FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL
    SELECT 'trigger', tgrelid::regclass::text, tgname, tgfoid::regproc::text
    FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT 'function', '', proname, md5(prosrc) FROM pg_proc
    JOIN pg_language ON pg_language.oid = prolang
    WHERE pronamespace = 'public'::regnamespace AND lanname = 'plpgsql'
"""
# The last number that each table's counter gave out; the ledger's trigger counts by itself.
COUNTERS = """
    SELECT relname, pg_sequence_last_value(pg_get_serial_sequence(relname, 'id'))
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        AND attname = 'id' AND attidentity <> ''
"""


@dataclass
class Contents:
    """Every row of every table, as JSON, so that two moments can be compared."""

    rows: dict[str, list[Row]] = field(default_factory=dict)

    @classmethod
    def of(cls, database: Database) -> "Contents":
        names = [name for (name,) in database.select(TABLES)]
        return cls(
            {name: [row for (row,) in database.select(ROWS.format(name))] for name in names}
        )

    def count(self, table: str) -> int:
        return len(self.rows.get(table, []))

    def columns(self, table: str) -> set[str]:
        return {name for row in self.rows.get(table, [])[:1] for name in row}


def shape(select: Any) -> set[tuple[str, ...]]:
    """Columns, constraints, indexes, triggers and functions, by name and type."""
    return {tuple(row) for row in select(SHAPE)}
