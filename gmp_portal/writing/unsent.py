"""What somebody typed and has not sent yet, kept for them alone until it is saved (R-22)."""

import re
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import rulebook
from gmp_portal.accounts.models import User
from gmp_portal.ui.kept_posts import KeptPost
from gmp_portal.ui.typed import VERSION
from gmp_portal.ui.versions import storable
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing.models import UnsentForm

RULE = "R-22"
NAME = re.compile(r"([a-z0-9]{8,30})-([0-9]{1,9})-[a-z0-9]{1,12}")


class Name(NamedTuple):
    """The name of a copy: its draft, and how often that was changed."""

    stem: str
    number: int


def name_of(copy: str) -> Name | None:
    """Read the name that the browser gave a copy; nothing where it kept none."""
    read = NAME.fullmatch(copy)
    return Name(read[1], int(read[2])) if read else None


@transaction.atomic
def keep(
    copy: str, *, by: User, before: Collection[str] = (), **details: Any
) -> UnsentForm:
    """Keep what the form holds now, unless something newer came first (R-22).

    ``copy`` is a name that ``name_of`` can read; ``details`` are the fields of the model. It
    goes on with the drafts named ``before`` and takes their place.
    """
    name = name_of(copy)
    if name is None:
        raise ValueError(copy)
    own = UnsentForm.objects.select_for_update().filter(person=by)
    for other in before:
        drop(other, by=by)
    older = own.filter(stem=name.stem).first()
    if older is not None and older.number >= name.number:
        return older
    if older is None and own.waiting().count() >= rulebook.value(RULE)["most"]:
        raise RuleRefusedError(
            _("Too many forms are kept for you: send some, or discard them."), clause=RULE
        )
    changes = {"number": name.number, "copy": copy, "kept_at": timezone.now(), **details}
    changes["ended_at"] = None
    kept, _is_new = own.update_or_create(person=by, stem=name.stem, defaults=changes)
    return kept


def keep_post(kept: KeptPost, *, by: User) -> UnsentForm | None:
    """Keep for its author what was sent in vain, where its name is one of ours.

    What the browser kept of this draft already stands where the browser says that it stands.
    """
    name = name_of(kept.key)
    if name is None:
        return None
    fields: dict[str, list[str]] = {}
    for field, value in kept.fields:
        fields.setdefault(storable(field), []).append(storable(value))
    version = "".join(fields.pop(VERSION, [])[:1])
    places = UnsentForm.objects.filter(person=by, stem=name.stem).values("form", "page")
    sent_from = {"form": kept.action[:400], "page": storable(kept.page)[:500]}
    return keep(
        kept.key,
        by=by,
        action=kept.action[:500],
        version=version[:64],
        fields=fields,
        **(places.first() or sent_from),
    )


def drop(copy: str, *, by: User) -> int:
    """Forget the words of a draft up to this change; what was typed after it stays."""
    name = name_of(copy)
    if name is None:
        return 0
    drafts = UnsentForm.objects.waiting().filter(person=by, stem=name.stem)
    return drafts.filter(number__lte=name.number).update(
        number=name.number, fields={}, title="", ended_at=timezone.now()
    )


def ended(person: User, copies: Collection[str]) -> list[str]:
    """Those of these copies whose draft was sent or discarded, here or in another browser."""
    names = {copy: name for copy in copies if (name := name_of(copy))}
    stems = {name.stem for name in names.values()}
    rows = UnsentForm.objects.exclude(ended_at=None).filter(person=person, stem__in=stems)
    numbers = dict(rows.values_list("stem", "number"))
    return [
        copy for copy, name in names.items() if name.number <= numbers.get(name.stem, -1)
    ]


def forget_old(*, now: datetime | None = None) -> int:
    """Forget what was not sent for too long, and answer how many (R-22)."""
    before = (now or timezone.now()) - timedelta(days=rulebook.value(RULE)["days"])
    return UnsentForm.objects.filter(kept_at__lt=before).delete()[0]


def newest(person: User, forms: list[str]) -> dict[str, UnsentForm]:
    """The last that this person typed into each of these forms."""
    rows = UnsentForm.objects.waiting().filter(person=person, form__in=forms)
    return {row.form: row for row in rows.order_by("kept_at")}


def ready(kept: UnsentForm) -> KeptPost:
    """The same as a form that can be sent from a page of its own."""
    fields = [(name, value) for name, values in kept.fields.items() for value in values]
    if kept.version:
        fields.append((VERSION, kept.version))
    return KeptPost(kept.copy, kept.action, fields, [])
