"""Everything that is kept of somebody, by the list of all apps, as an archive to keep (R-50)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.apps import apps
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import capfirst

from gmp_portal import rulebook
from gmp_portal.accounts import data_map
from gmp_portal.accounts.data_map import Kept
from gmp_portal.accounts.models import User
from gmp_portal.documents.models import Document

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

RULE = "R-50"
MEGABYTE = 1024 * 1024
# What opens something, and what the secretariat weighs before it says it.
WITHHELD = {
    *("password", "key", "token_sha256", "session_key", "data", "overruled", "boxes"),
    *("public_statement", "public_contribution"),
}
PIECE = 64 * 1024


@dataclass(frozen=True)
class Section:
    """What is kept for one purpose, row by row."""

    what: "StrOrPromise"
    purpose: "StrOrPromise"
    table: str
    rows: list[dict[str, Any]]

    @property
    def told(self) -> list[list[tuple[str, Any]]]:
        """The rows for people: as the portal calls its fields, and the values one chooses from."""
        model = apps.get_model(self.table)
        return [[_in_words(model, *each) for each in row.items()] for row in self.rows]


def sections(person: User) -> list[Section]:
    """All that is about somebody and says whose it is; what is empty is left out."""
    kept = [each for app in data_map.KEPT.values() for each in app if each.person]
    accounts = _accounts_of(person)
    told = (
        Section(each.what, each.purpose, each.table, _rows(each, accounts)) for each in kept
    )
    return [section for section in told if section.rows]


def _in_words(model: type[Model], name: str, value: Any) -> tuple[str, Any]:
    field: Any = model._meta.get_field(name)
    labels = dict(getattr(field, "flatchoices", ()) or ())
    is_key = isinstance(value, (str, int))
    return capfirst(str(field.verbose_name)), labels.get(value, value) if is_key else value


def _accounts_of(person: User) -> list[int]:
    """The own account, and those for which it stands since they were merged (R-58)."""
    merged = person.merged_accounts.order_by("pk").values_list("pk", flat=True)
    return [person.pk, *merged]


def _rows(kept: Kept, accounts: list[int]) -> list[dict[str, Any]]:
    names = [name for name in kept.fields if name not in WITHHELD]
    model = apps.get_model(kept.table)
    own = model._base_manager.filter(**{f"{kept.person}__in": accounts}).order_by("pk")
    return list(own.values(*names))


def archive(person: User) -> IO[bytes]:
    """A page to read, the same for programs, and the files that the person sent."""
    told = sections(person)
    sent = list(Document.objects.filter(stored_by__in=_accounts_of(person)))
    packed = list(_within_limit(sent))
    left = [document.name for document in sent if document not in packed]
    # Whoever hands it out closes it.
    file = SpooledTemporaryFile(max_size=MEGABYTE)  # noqa: SIM115
    with ZipFile(file, "w", ZIP_DEFLATED) as pack:
        data = [
            {"what": str(each.what), "table": each.table, "rows": each.rows}
            for each in told
        ]
        pack.writestr(
            "data.json", json.dumps(data, default=str, ensure_ascii=False, indent=1)
        )
        context = {"person": person, "sections": told, "left": left, "now": timezone.now()}
        pack.writestr("data.html", render_to_string("website/own_copy.html", context))
        for document in packed:
            _pack(pack, document)
    file.seek(0)
    return file


def _within_limit(documents: list[Document]) -> Iterator[Document]:
    """The newest files, as many as the rule allows; one too large leaves the others in."""
    left = rulebook.value(RULE) * MEGABYTE
    for document in documents:
        if document.size <= left:
            left -= document.size
            yield document


def _pack(pack: ZipFile, document: Document) -> None:
    # Two files may have the same name.
    name = f"files/{str(document.pk)[:8]}-{document.name}"
    with document.open() as source, pack.open(name, "w") as target:
        for piece in source.chunks(PIECE):
            target.write(piece)
