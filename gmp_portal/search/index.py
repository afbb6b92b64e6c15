"""Keep the index as the records are: in the transaction of the act that changes them."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from itertools import islice

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, transaction
from django.db.models import Model, Value
from django.db.models.functions import Cast
from django.utils import translation

from gmp_portal.search.models import Entry
from gmp_portal.search.register import FINDABLE, UNDATED, Findable, Text
from gmp_portal.search.vectors import pieces, vector

NOBODY = AnonymousUser()
# So many records are indexed at once: a second's work, kept when the next is stopped.
BATCH = 100
CHANGING = (
    "title", "heading", "text", "path", "file_path", "number", "language", "areas", "dated_on",
    "is_public", "digest", "vector",
)  # fmt: skip


def follow(subject: Model) -> None:
    """Something happened to this record: bring what can be found of it up to date."""
    label = subject._meta.label_lower
    for kind, findable in FINDABLE.items():
        if label in findable.follows:
            refresh(kind, findable.follows[label](subject))


def follow_file(sha256: str) -> None:
    """The words of this file were taken: they belong to the records that show it."""
    for kind, findable in FINDABLE.items():
        if findable.of_file is not None:
            refresh(kind, findable.of_file(sha256))


def refresh(kind: str, keys: Iterable[int]) -> int:
    """Index these records anew; answers how many entries changed."""
    wished = sorted(set(keys))
    if not wished:
        return 0
    with transaction.atomic():
        _hold(kind, wished)
        wanted = {(entry.record, entry.part): entry for entry in entries_of(kind, wished)}
        kept = Entry.objects.filter(kind=kind, record__in=wished)
        stands = {
            (record, part): (pk, digest)
            for pk, record, part, digest in kept.values_list(
                "pk", "record", "part", "digest"
            )
        }
        gone = [pk for place, (pk, _digest) in stands.items() if place not in wanted]
        if gone:
            Entry.objects.filter(pk__in=gone).delete()
        changed = [
            entry
            for place, entry in wanted.items()
            if place not in stands or stands[place][1] != entry.digest
        ]
        write(changed)
    return len(changed) + len(gone)


def entries_of(kind: str, keys: list[int]) -> list[Entry]:
    """What the index should hold of these records, made anew and not kept.

    It is the same in whatever language somebody acts.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return list(_entries(kind, FINDABLE[kind], keys))


def _hold(kind: str, keys: Iterable[int]) -> None:
    """Whoever indexes the same record waits, so that the later state wins."""
    with connection.cursor() as cursor:
        for key in keys:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 8))", [f"{kind}:{key}"]
            )


def _entries(kind: str, findable: Findable, keys: list[int]) -> Iterator[Entry]:
    visible = findable.visible_to(NOBODY)
    public = set(keys)
    if visible is not None:
        public = set(visible.filter(pk__in=keys).values_list("pk", flat=True))
    counts: defaultdict[tuple[int, str], int] = defaultdict(int)
    for whole in findable.texts(keys):
        place = (whole.record, whole.part)
        counts[place] += 1
        if counts[place] > 1:
            whole = replace(whole, part=f"{whole.part}~{counts[place]}")
        yield from in_entries(kind, whole, is_public=whole.record in public)


def in_entries(kind: str, whole: Text, *, is_public: bool) -> Iterator[Entry]:
    """One text as it is kept; what is very long becomes several."""
    for text in _in_pieces(whole):
        yield _entry(kind, text, is_public=is_public)


def _in_pieces(text: Text) -> Iterator[Text]:
    for number, piece in enumerate(list(pieces(text.text)) or [""]):
        yield replace(
            text, text=piece, part=f"{text.part}+{number}" if number else text.part
        )


def _entry(kind: str, text: Text, *, is_public: bool) -> Entry:
    values = asdict(text) | {"is_public": is_public, "dated_on": text.dated_on or UNDATED}
    values["areas"] = list(text.areas)
    said = json.dumps(values, sort_keys=True, default=str, ensure_ascii=False)
    digest = hashlib.sha256(said.encode()).hexdigest()
    also = values.pop("also")
    words = vector(
        text.title, text.heading, f"{text.text}\n{also}", text.dated_on or UNDATED
    )
    return Entry(
        kind=kind, digest=digest, vector=Cast(Value(words), SearchVectorField()), **values
    )


def write(entries: list[Entry]) -> None:
    Entry.objects.bulk_create(
        entries,
        batch_size=200,
        update_conflicts=True,
        unique_fields=["kind", "record", "part"],
        update_fields=CHANGING,
    )


def keys_behind(kind: str, after: int | None, limit: int) -> list[int]:
    """The next keys of what can be found of this kind, in order."""
    findable = FINDABLE[kind]
    if findable.records is None:
        behind = (key for key in sorted(findable.keys()) if after is None or key > after)
        return list(islice(behind, limit))
    records = findable.records().order_by("pk")
    if after is not None:
        records = records.filter(pk__gt=after)
    return list(records.values_list("pk", flat=True)[:limit])


def fill_next(kind: str, after: int | None) -> tuple[int, int | None]:
    """Index the records behind this key, and forget those that are no more.

    Answers how many entries changed, and the key to go on behind; none where all are done.
    """
    keys = keys_behind(kind, after, BATCH)
    last = keys[-1] if len(keys) == BATCH else None
    gone = Entry.objects.filter(kind=kind).exclude(record__in=keys)
    if after is not None:
        gone = gone.filter(record__gt=after)
    if last is not None:
        gone = gone.filter(record__lte=last)
    return gone.delete()[0] + refresh(kind, keys), last


def fill(kind: str) -> int:
    """Index everything of this kind here and now; answers how many entries changed."""
    changed, after = fill_next(kind, None)
    while after is not None:
        more, after = fill_next(kind, after)
        changed += more
    return changed
