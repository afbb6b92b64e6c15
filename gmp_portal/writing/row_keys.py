"""Which record a row is about: told to a page that saves itself, and kept when it is unheard.

A row that was just entered has no key on the page yet. Sent again without one, it would be
entered a second time, or in the place of itself (C4).
"""

from collections.abc import Iterator
from typing import cast

from gmp_portal.ui.rows import CountedRows
from gmp_portal.ui.versions import Row, Values, rows_of, values_of
from gmp_portal.writing.written import Forms

Keys = dict[str, str]
"""Keys of records by the name of the hidden field that holds them."""


def taken_up(forms: Forms, mine: Values, theirs: Values) -> Values:
    """What was typed, its rows with the keys under which the very same rows stand already.

    The answer to an earlier save did not arrive, or the page was closed before it did.
    """
    if any(isinstance(form, CountedRows) and form.is_broken for form in forms):
        # Nobody knows whether all rows arrived: they are refused, and shown as they came.
        return mine
    values = dict(mine)
    for formset in _with_keys(forms):
        name, prefix = formset.key_name, str(formset.prefix)
        typed = cast("list[Row]", mine.get(prefix, []))
        stored = cast("list[Row]", theirs.get(prefix, []))
        told = [row[name] for row in typed if row.get(name)]
        free = [row for row in stored if row.get(name) and row[name] not in told]
        values[prefix] = [
            row if row.get(name) else _same(row, free, name) or row for row in typed
        ]
    return values


def given(page: Forms, saved: Forms) -> Keys:
    """The keys that the rows of the page have now, where the page has none or another one."""
    keys: Keys = {}
    for shown, stored in zip(_with_keys(page), _with_keys(saved), strict=True):
        name = stored.key_name
        known = [(row, stored.keys.get(str(form.prefix))) for form, row in rows_of(stored)]
        for form, row in rows_of(shown):
            same = next((each for each in known if _is_same(row, each[0], name)), None)
            if same is None:
                continue
            known.remove(same)
            if same[1] and row.get(name) != [same[1]]:
                keys[form.add_prefix(name)] = same[1]
    return keys


def shown_with(keys: Keys, page: Forms) -> Values:
    """What the page holds as soon as it has put these keys into its rows."""
    values = values_of(page)
    for formset in _with_keys(page):
        name = formset.key_name
        values[str(formset.prefix)] = [
            row | ({name: [keys[at]]} if (at := form.add_prefix(name)) in keys else {})
            for form, row in rows_of(formset)
        ]
    return values


def _with_keys(forms: Forms) -> Iterator[CountedRows]:
    return (form for form in forms if isinstance(form, CountedRows) and form.key_name)


def _same(row: Row, free: list[Row], name: str) -> Row | None:
    """The first of these rows that says the same; it is taken out of them."""
    same = next((each for each in free if _is_same(row, each, name)), None)
    if same is not None:
        free.remove(same)
    return same


def _is_same(row: Row, other: Row, name: str) -> bool:
    return {**row, name: []} == {**other, name: []}
