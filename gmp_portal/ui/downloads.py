"""Public lists as files: CSV, Excel and JSON, streamed, with the day and the licence (R-30)."""

import csv
import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language_bidi, gettext, pgettext

from gmp_portal import dates, rulebook
from gmp_portal.rulebook.rules_of_publishing import LICENCES, Licence
from gmp_portal.ui import spreadsheets
from gmp_portal.ui.forms import UNPROCESSABLE
from gmp_portal.ui.open_lists import LISTS, OpenField, OpenList, address_of, plain
from gmp_portal.ui.open_rows import Selection
from gmp_portal.workflow import RuleRefusedError

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
# Spreadsheets take such a beginning for a formula, also behind blanks and what nobody sees.
DANGEROUS = re.compile(
    "[\t\r\n]|[\\s\u200b-\u200f\u2060\ufeff]*[=+@\uff1d\uff0b\uff0d\uff20-]"
)


def licence() -> Licence:
    """On which terms everybody may use the data today (R-30)."""
    return LICENCES[rulebook.value("R-30")]


def respond(request: HttpRequest, open_list: OpenList, form: str) -> HttpResponseBase:
    """The list with the filters of its page as a file; a filter that is not known is refused."""
    selection = Selection(open_list, request.GET)
    selection.form.refuse_left_out()
    if form == "xlsx":
        _refuse_too_many(selection.count())
    terms = licence()
    pieces = {"csv": _csv, "json": _json, "xlsx": _xlsx}[form](selection, terms)
    return attached(request, pieces, f"{_named(open_list)}.{form}", form, terms)


def _named(open_list: OpenList) -> str:
    """The name says day and terms: a CSV file that is saved has no other place for them."""
    terms = str(rulebook.value("R-30")).lower().replace(" ", "-")
    return f"{open_list.key}-{dates.today()}-{terms}"


def attached(
    request: HttpRequest,
    pieces: Iterator[Any],
    name: str,
    form: str,
    terms: Licence,
) -> HttpResponseBase:
    """A file under this name; whoever asks only for its head gets no rows read."""
    kind = MEDIA_TYPES[form]
    pieces = pieces if form == "xlsx" else _in_pieces(pieces)
    # Streamed all the same: the head of a file whose length nobody knows must not name one.
    pieces = iter(()) if request.method == "HEAD" else pieces
    response = StreamingHttpResponse(pieces, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Link"] = f'<{terms.url}>; rel="license"'
    return response


def _in_pieces(lines: Iterator[str]) -> Iterator[str]:
    """The beginning at once, then lines together that are worth a packet."""
    yield next(lines, "")
    kept, size = [], 0
    for line in lines:
        kept.append(line)
        size += len(line)
        if size > spreadsheets.PIECE:
            yield "".join(kept)
            kept, size = [], 0
    yield "".join(kept)


def _refuse_too_many(rows: int) -> None:
    if rows < spreadsheets.MOST_ROWS:
        return
    refusal = gettext(
        "An Excel sheet holds at most %(most)s rows, and this list has %(rows)s: choose a "
        "filter, or CSV or JSON."
    )
    raise RuleRefusedError(
        refusal % {"most": spreadsheets.MOST_ROWS, "rows": rows},
        clause="R-30",
        status=UNPROCESSABLE,
    )


class _Echo:
    """Hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(fields: Sequence[OpenField], rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Lines of a CSV file that Excel reads as UTF-8; no cell is taken for a formula."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow([field.name for field in fields])
    for row in rows:
        yield writer.writerow([harmless(value) for value in row.values()])


def json_rows(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A JSON list, one row per line."""
    separator = "["
    for row in rows:
        yield f"{separator}\n{dumped(row)}"
        separator = ","
    yield "[]" if separator == "[" else "\n]"


def dumped(row: dict[str, Any]) -> str:
    """A row as JSON, with every letter as it is."""
    values = {name: plain(value) for name, value in row.items()}
    return json.dumps(values, ensure_ascii=False)


def harmless(value: Any) -> str:
    """The cell as text, with an apostrophe before what a spreadsheet would compute."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return repr(value)
    text = in_words(value)
    return f"'{text}" if DANGEROUS.match(text) else text


def in_words(value: Any) -> str:
    """A value of any kind in a cell that knows only text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "; ".join(value) if isinstance(value, list) else str(plain(value))


def _csv(selection: Selection, _terms: Licence) -> Iterator[str]:
    return csv_lines(selection.list.fields, selection)


def source_of(selection: Selection) -> str:
    """The address of the list's page with the filters that were applied, if it knows them."""
    filters = selection.filters if selection.form.is_of_page else {}
    query = f"?{urlencode(filters)}" if filters else ""
    return address_of(reverse(selection.list.page)) + query


def _json(selection: Selection, terms: Licence) -> Iterator[str]:
    facts = {
        "title": str(selection.list.title),
        "day": dates.today().isoformat(),
        "licence": {"name": str(terms.name), "url": terms.url},
        "source": source_of(selection),
        "filters": selection.filters,
    }
    return _object(json.dumps(facts, ensure_ascii=False), json_rows(selection))


def _object(facts: str, rows: Iterator[str]) -> Iterator[str]:
    yield f'{facts.removesuffix("}")}, "rows": '
    yield from rows
    yield "}\n"


def _xlsx(selection: Selection, terms: Licence) -> Iterator[bytes]:
    shown = "; ".join(f"{name}: {value}" for name, value in selection.filters.items())
    about = [
        (gettext("List"), str(selection.list.title)),
        (gettext("What it holds"), str(selection.list.description)),
        (gettext("Day"), dates.today().isoformat()),
        (gettext("Filter"), shown or gettext("none")),
        (gettext("Licence"), f"{terms.name}: {terms.url}"),
        (gettext("Source"), gettext("Global Mercury Partnership")),
        (gettext("Page"), source_of(selection)),
    ]
    sheets = spreadsheets.Sheets(
        title=str(selection.list.title),
        about_title=pgettext("sheet of a table", "About"),
        about=about,
        is_rtl=get_language_bidi(),
    )
    fields = [
        OpenField(field.name, str(field.label), field.kind, field.value)
        for field in selection.list.fields
    ]
    return spreadsheets.stream(sheets, fields, selection)


def filters_of(page: QueryDict, key: str, without: Collection[str] = ()) -> str:
    """The filters of a page that this list has, too, for the links of its downloads.

    What else stands in the address of the page, such as how a picture is drawn, is none; and
    ``without`` those that the page could not apply either.
    """
    known = LISTS[key].filters.base_fields.keys() - {"view", *without}
    kept = [(name, value) for name, value in page.items() if value and name in known]
    return urlencode(kept)
