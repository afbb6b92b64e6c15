"""Whoever acts on a text says which one was read; on any other one nothing is recorded.

Each app describes the texts on which people act, and registers them in ``AppConfig.ready``. A
page that shows such a text sends its token along, and its view acts within ``acting_on``::

    with read_texts.acting_on(request, decision, form):
        positions.take_position(decision, by=request.user)

The record is held before the token is compared, so that nobody changes the text in between.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils import translation

from gmp_portal.accounts.models import User
from gmp_portal.registry import Registry
from gmp_portal.ui.typed import READ as FIELD
from gmp_portal.ui.versions import Values, in_words, label_of, values_of
from gmp_portal.words import labelled
from gmp_portal.workflow import Lockable, token_of
from gmp_portal.writing.models import Revision
from gmp_portal.writing.written import Forms, Writing

Record = TypeVar("Record", bound=Lockable)


class Written(NamedTuple):
    """A text as it stands, and who changed it last."""

    text: str
    by: User | None = None
    at: datetime | None = None


class ReadText(ABC, Generic[Record]):
    """The text of one kind of record, as whoever acts on it reads it."""

    model: ClassVar[type[Model]]

    @abstractmethod
    def now(self, record: Record) -> Written:
        """The text as it is stored."""

    def before(self, record: Record) -> Iterable[str]:
        """What it said earlier, as far as that is kept, to mark what changed."""
        return ()

    @abstractmethod
    def clause(self, record: Record) -> str:
        """The clause by which people act on this text."""

    def lock(self, record: Record) -> None:
        """Hold the text to the end of the transaction."""
        record.lock()

    def page(self, record: Record) -> str:
        """Where it can be read."""
        return str(record.get_absolute_url())  # type: ignore[attr-defined]


class ReadForms(ReadText[Record]):
    """A text that is written in forms, read field by field as its revisions keep it."""

    writing: ClassVar[Writing[Any]]

    def now(self, record: Record) -> Written:
        forms = self.writing.forms(record)
        saved = last_saved(self.writing, record)
        words = _in_words(forms, values_of(forms))
        return Written(words, saved.saved_by, saved.saved_at) if saved else Written(words)

    def before(self, record: Record) -> Iterable[str]:
        forms = self.writing.forms(record)
        revisions = Revision.objects.of(self.writing.kind, self.writing.key(record))
        return (_in_words(forms, revision.values) for revision in revisions)


def _in_words(forms: Forms, values: Values) -> str:
    words = ((name, in_words(forms, name, value)) for name, value in sorted(values.items()))
    return joined(*(labelled(label_of(forms, name), said) for name, said in words if said))


READ_TEXTS: Registry[type[Model], ReadText[Any]] = Registry("texts on which people act")


def register(*descriptions: ReadText[Any]) -> None:
    """Called in ``AppConfig.ready`` of the app whose texts these are."""
    for description in descriptions:
        READ_TEXTS.register(description.model, description)


class TextChangedError(Exception):
    """Somebody acts on a text that is not the one they read, or do not say which one it was."""

    def __init__(self, record: Model, read: str, form: BaseForm | None = None) -> None:
        super().__init__(f"{record._meta.label} {record.pk}: not the text that was read")
        self.record = record
        self.read = read
        self.form = form


def token(record: Model) -> str:
    """The token of what the record says now, for a page that shows it."""
    # The labels of fields are part of the text; a reader may change the language meanwhile.
    with translation.override(settings.LANGUAGE_CODE):
        return token_of(READ_TEXTS[type(record)].now(record).text)


def earlier(record: Model, read: str) -> str | None:
    """The earlier text with this token; nothing where none is kept, or it was none."""
    description = READ_TEXTS[type(record)]
    if not read:
        return None
    with translation.override(settings.LANGUAGE_CODE):
        tokens = [token_of(text) for text in description.before(record)]
    # From the oldest on: a text that was saved meanwhile is the newest, and has no partner.
    texts = zip(reversed(tokens), reversed([*description.before(record)]), strict=False)
    return next((text for token, text in texts if token == read), None)


def shown(form: BaseForm, record: Model, now: str = "") -> None:
    """Let the form say which text its page shows; once it was sent, which one was read.

    ``now`` is the token of that text, where the page reads it after the token.
    """
    read = form.data.get(FIELD, "") if form.is_bound else ""
    form.read_token = read or now or token(record)  # type: ignore[attr-defined]


@contextmanager
def acting_on(
    request: HttpRequest, record: Any, form: BaseForm | None = None
) -> Iterator[None]:
    """Hold the record, and let the block act only if its text is the one that was read."""
    read = request.POST.get(FIELD, "")
    with transaction.atomic():
        READ_TEXTS[type(record)].lock(record)
        if read != token(record):
            raise TextChangedError(record, read, form)
        yield


def joined(*parts: str) -> str:
    """One text of several parts, without those that are empty."""
    return "\n\n".join(part for part in parts if part)


def revisions_of(writing: Writing[Any], record: Model) -> Iterator[dict[str, str]]:
    """The words of every kept revision of a text, by the name of the field."""
    for revision in Revision.objects.of(writing.kind, writing.key(record)):
        yield {
            name: "\n".join(map(str, values)) for name, values in revision.values.items()
        }


def last_saved(writing: Writing[Any], record: Model) -> Revision | None:
    """Who saved the text last, where that is kept."""
    taken_in = Revision.objects.of(writing.kind, writing.key(record)).taken_in()
    return taken_in.filter(saved_by__isnull=False).select_related("saved_by").first()
