"""Why a table is not read at all, beside what stops any file, and how much of one is."""

REASONS = (
    *("not_table", "old_excel", "locked", "macros", "too_large", "too_tight", "doctype"),
    *("broken", "too_many_rows", "too_many_columns", "encoding", "no_table", "empty"),
    *("no_rows", "too_many_joined"),
)
MOST_ROWS, MOST_COLUMNS = 20_000, 200
LONGEST_CELL = 32_767
