"""What the secretariat says besides the built-in text of a mail or in its place (R-54, R-63).

The places are filled by a plain replacement: what officers write is never a template.
"""

import hashlib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

import structlog
from django.conf import settings
from django.db.models import Model
from django.template.loader import get_template
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from gmp_portal import dates
from gmp_portal.notifications import kinds, whole_mails
from gmp_portal.notifications.models import MailText
from gmp_portal.notifications.whole_mails import Fill, Whole

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

logger = structlog.get_logger(__name__)
# What every mail can fill, in words; the record only where the mail is about one.
PLACES: "dict[str, StrOrPromise]" = {
    "name": _("the name of the reader; the address where there is no account"),
    "record": _("the title of what the mail is about"),
    "day": _("the day on which it is written"),
    "site": _("the address of this website"),
}
# A task of the desk is named in the mail itself.
UNTITLED = {"", "task.about"}
_PLACE = re.compile(r"\{([^{}]*)\}")
_LONGEST = 250


def name_of(template: str) -> str:
    """What an address calls a kind of mail, such as ``partners.letter_filed``."""
    return MailText(template=template).name


def by_name() -> dict[str, str]:
    """All kinds of mails, by the names that addresses give them."""
    return {name_of(template): template for template in kinds.KINDS}


def places_of(template: str) -> dict[str, "StrOrPromise"]:
    """The places that every mail of this kind can fill, with what stands there."""
    is_titled = kinds.of(template).about not in UNTITLED
    return {name: said for name, said in PLACES.items() if name != "record" or is_titled}


def unknown_in(text: str, template: str) -> list[str]:
    """What stands in braces and is no place of this kind of mail; a brace alone is none either."""
    known = places_of(template)
    named = _PLACE.finditer(text)
    unknown = [place.group() for place in named if place.group(1) not in known]
    return unknown + sorted(set(re.findall(r"[{}]", _PLACE.sub("", text))))


def fingerprint(template: str, language: str) -> str:
    """The hash of the built-in text in its language, to see later that a release changed it."""
    return whole_mails.fingerprint(template, language)


def is_outdated(own: MailText) -> bool:
    """Whether a release changed the built-in text since somebody compared the words with it."""
    if own.beside == fingerprint(own.template, own.language):
        return False
    # What was written before whole texts could be names the hash of the English template.
    source: str = cast("Any", get_template(own.template)).template.source
    return bool(own.body) or own.beside != hashlib.sha256(source.encode()).hexdigest()


def stands_alone(own: MailText) -> bool:
    """Whether the own text goes out in the place of the built-in one, as the two are today."""
    return bool(own.body) and not is_outdated(own)


def of(template: str) -> dict[str, MailText]:
    """The own words for a kind of mail, by language; nothing where none are written."""
    if template not in kinds.KINDS:
        return {}
    return {own.language: own for own in MailText.objects.filter(template=template)}


def facts(template: str, name: str, context: Mapping[str, object]) -> dict[str, str]:
    """What fills the places, in the language that is active; what has no title is left out."""
    known = {
        "name": name,
        "day": date_format(dates.today(), "DATE_FORMAT"),
        "site": settings.SITE_URL,
    }
    told = kinds.told_of(template, context)
    return known | ({"record": str(told)} if isinstance(told, Model) else {})


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled; ``KeyError`` where one of them cannot be."""
    return _PLACE.sub(lambda place: values[place.group(1)], text)


def _both(text: str, whole: Whole, fill: Fill, values: Mapping[str, str]) -> str:
    """One line with places of either kind, each filled once."""
    parts = re.split(r"(\{\{[^{}]*\}\})", text)
    return "".join(
        whole_mails.filled(part, whole, fill)
        if part.startswith("{{")
        else filled(part, values)
        for part in parts
    )


def joined(
    own: MailText | None,
    mail: tuple[str, str],
    name: str,
    context: Mapping[str, object],
) -> tuple[str, str]:
    """Subject and text with the own words; where these fail, the built-in mail as it is (R-54)."""
    if own is None:
        return mail
    try:
        with translation.override(own.language):
            values = facts(own.template, name, context)
            return added(own, mail, values, whole_mails.filler(own.template, context))
    except Exception:
        # Whoever is to be told something is told, whatever was typed beside it.
        logger.warning("own_words_left_out", mail_text_id=own.pk, exc_info=True)
        return mail


def added(
    own: MailText, mail: tuple[str, str], values: Mapping[str, str], fill: Fill
) -> tuple[str, str]:
    """The own subject and text in the place of the built-in ones, the own paragraph below."""
    subject, body = mail
    whole = whole_mails.of(own.template, own.language)
    if stands_alone(own):
        body = whole_mails.filled(own.body, whole, fill).strip() + "\n"
    if own.subject and (stands_alone(own) or not own.body):
        said = _both(own.subject, whole, fill, values)
        subject = " ".join(said.split())[:_LONGEST]
    if own.words:
        body = f"{body.rstrip()}\n\n{filled(own.words, values).strip()}\n"
    return subject, body
