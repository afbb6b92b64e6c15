"""The kinds of mails with the words that the secretariat adds to them (R-54)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.utils import translation

from gmp_portal.notifications import kinds, own_words
from gmp_portal.notifications.models import MailText
from gmp_portal.website.reading import mail_samples

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Language:
    """A language in which a mail is written, with whether it has own words."""

    code: str
    name: str
    is_written: bool
    is_whole: bool
    is_outdated: bool


@dataclass(frozen=True)
class Row:
    """A kind of mail, as the list shows it."""

    name: str
    subject: str
    kind: "StrOrPromise"
    languages: list[Language]


def get(name: str, language: str) -> MailText:
    """The own words of a kind of mail in a language, or where none are written yet, a new row."""
    template = own_words.by_name().get(name)
    if template is None or language not in dict(settings.OFFICIAL_LANGUAGES):
        raise Http404
    kind = {"template": template, "language": language}
    return MailText.objects.filter(**kind).first() or MailText(**kind)


def templates(words: str, *, only_written: bool) -> list[str]:
    """The kinds of mails in whose subjects these words stand, in the order of the subjects."""
    known = set(kinds.KINDS)
    if only_written:
        known &= set(_written().values_list("template", flat=True))
    asked = words.casefold()
    subjects = {template: _subject(template) for template in known}
    fits = [each for each, subject in subjects.items() if asked in subject.casefold()]
    return sorted(fits, key=lambda each: (subjects[each].strip("_ ").casefold(), each))


def rows_of(shown: Iterable[str]) -> list[Row]:
    """What a page of the list needs, asked for once."""
    page = list(shown)
    written = _written().filter(template__in=page)
    own = {(row.template, row.language): row for row in written}
    return [
        Row(
            own_words.name_of(template),
            _subject(template),
            kinds.of(template).kind.label,
            [
                _language(code, name, own.get((template, code)))
                for code, name in settings.OFFICIAL_LANGUAGES
            ],
        )
        for template in page
    ]


def _language(code: str, name: str, own: MailText | None) -> Language:
    if own is None:
        return Language(code, name, is_written=False, is_whole=False, is_outdated=False)
    return Language(
        code,
        name,
        is_written=True,
        is_whole=bool(own.body),
        is_outdated=is_outdated(own),
    )


def is_outdated(own: MailText) -> bool:
    """Whether a release changed the built-in text since somebody compared the words with it."""
    return bool(own.subject or own.words or own.body) and own_words.is_outdated(own)


def _subject(template: str) -> str:
    language = translation.get_language() or settings.LANGUAGE_CODE
    return mail_samples.built_in(template, language)[0]


def _written() -> QuerySet[MailText]:
    return MailText.objects.exclude(subject="", words="", body="")
