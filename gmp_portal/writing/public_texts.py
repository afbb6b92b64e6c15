"""Writers are told at once where a text that becomes public shows personal data (R-14)."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from gmp_portal.ui import personal_data
from gmp_portal.ui.versions import label_of, values_of
from gmp_portal.words import listed
from gmp_portal.writing.written import Forms, Writing


def tell(request: HttpRequest, writing: Writing[Any], record: Any, forms: Forms) -> None:
    """Warn of each field that shows an address or a number, by its name."""
    if not writing.becomes_public:
        return
    countries = writing.countries(record)
    for name, texts in _texts(forms):
        hits = [hit.text for text in texts for hit in personal_data.find(text, countries)]
        if hits:
            said = _(
                "“%(field)s” shows what looks like personal data: %(found)s. It becomes public."
            )
            shown = {"field": label_of(forms, name), "found": listed(hits)}
            messages.warning(request, said % shown)


def _texts(forms: Forms) -> Iterator[tuple[str, list[str]]]:
    for name, values in values_of(forms).items():
        rows = [row for row in values if isinstance(row, dict)]
        words = [value for value in values if isinstance(value, str)]
        words += [text for row in rows for texts in row.values() for text in texts]
        yield name, words
