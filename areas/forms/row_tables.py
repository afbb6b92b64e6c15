"""Pasting rows of a plan, and what is said for all of them at once."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from areas.forms.row_kinds import RowKind
from areas.forms.row_line import CURRENCY, Line
from areas.forms.row_lines import MOST_ROWS, Lines
from areas.models import PlanVersion
from areas.reading.row_tables import columns, read
from gmp_portal.exchange.tables import pasted, sentences
from gmp_portal.ui.forms import PortalFormMixin

LONGEST = 400_000
FILL = "fill"


class PasteForm(PortalFormMixin, forms.Form):
    """Rows that were copied elsewhere; their line with the titles may be among them."""

    text = forms.CharField(
        label=_("Rows copied from Excel, Word or a web page"),
        help_text=_(
            "Copy the lines of the table, with the line of its titles if there is one, and "
            "paste them here. Without titles, the columns stand in the order given above."
        ),
        widget=forms.Textarea({"rows": 8, "dir": "auto", "spellcheck": "false"}),
        max_length=LONGEST,
        strip=False,
        error_messages={"required": _("Paste the rows here.")},
    )

    def __init__(self, *args: Any, kind: RowKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind

    def clean_text(self) -> str:
        """Part the text into rows, and refuse more than are looked at at once."""
        text: str = self.cleaned_data["text"]
        lines = pasted.lines(text)
        line = columns.header_line(self.kind, lines)
        self.header = None if line is None else lines[line]
        self.rows = lines if line is None else lines[line + 1 :]
        if not self.rows:
            raise ValidationError(
                _("Only titles stand here: paste the rows below them, too.")
            )
        if len(self.rows) > MOST_ROWS:
            raise ValidationError(
                ngettext(
                    "Paste at most %(most)d row at once; here are %(rows)d.",
                    "Paste at most %(most)d rows at once; here are %(rows)d.",
                    MOST_ROWS,
                ),
                params={"most": MOST_ROWS, "rows": len(self.rows)},
            )
        return text

    def lines(self, plan: PlanVersion, sent: QueryDict) -> Lines:
        """Read the rows as the plan is now."""
        table = read(plan, self.kind, self.header, self.rows)
        filled = filled_for_all(self.kind, sent)
        lines = [
            Line(plan, self.kind, row, sent, filled, place=place)
            for place, row in enumerate(table.rows)
        ]
        notes = [sentences.of_note(note) for note in table.heading.renamed]
        return Lines(lines, sent, table.unknown, notes)


def filled_for_all(kind: RowKind, sent: QueryDict) -> dict[str, str]:
    """What was chosen for all rows that do not say it."""
    chosen = {name: sent.get(f"{FILL}-{kind.key}-{name}", "") for name in _fillable(kind)}
    return {name: value for name, value in chosen.items() if value}


def _fillable(kind: RowKind) -> list[str]:
    """What every row needs and is chosen from a list, and the currency of amounts."""
    return [
        name
        for name, field in kind.form.base_fields.items()
        if isinstance(field, forms.ChoiceField) and (field.required or name == CURRENCY)
    ]


class FillForm(PortalFormMixin, forms.Form):
    """One answer for all rows that lack it, such as the kind of every effort."""

    mark_optional = False

    def __init__(self, kind: RowKind, plan: PlanVersion, lines: Lines) -> None:
        super().__init__(lines.sent or None, prefix=f"{FILL}-{kind.key}")
        offered = kind.form(plan=plan).fields
        for name in _fillable(kind):
            is_chosen = lines.sent.get(f"{FILL}-{kind.key}-{name}")
            if is_chosen or lines.lack(kind, name) > 1:
                field = offered[name]
                field.required = False
                field.mark_optional = False  # type: ignore[attr-defined]
                self.fields[name] = field
