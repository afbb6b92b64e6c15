"""The built-in texts of mails without their facts, for those who add words to them (R-54)."""

from collections.abc import Iterator
from copy import copy
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.template import Context, Template
from django.template.loader import get_template
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal import dates
from gmp_portal.accounts.models import User
from gmp_portal.notifications import outbox, own_words, whole_mails
from gmp_portal.notifications.models import MailText
from gmp_portal.notifications.whole_mails import Place, Whole

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# It may stand in an address as well as in a sentence.
GAP = "___"
# What fills a place, where its name says no more.
OF_KINDS: "dict[str, StrOrPromise]" = {
    whole_mails.LINK: _("the address at which the reader does it"),
    whole_mails.DAY: _("a day or an hour"),
    whole_mails.FACT: _("a fact that differs from mail to mail"),
    whole_mails.PART: _("a part that comes, goes or repeats"),
}
OF_NAMES: "dict[str, StrOrPromise]" = {
    "name": _("the name of the reader"),
    "due": _("the day on which it is due"),
    "until": _("the last day"),
    "organisation": _("the name of the organization"),
    "partner": _("the name of the partner"),
    "partner_name": _("the name of the partner"),
    "area": _("the name of the area"),
    "reference": _("the number of the letter"),
    "recorder": _("whoever did it, as mails name people"),
    "person": _("the person whom it is about"),
    "title": _("the title of what it is about"),
    "reason": _("the reason that was given"),
    "cycle": _("the name of the reporting cycle"),
}
# What templates ask of whatever they can call.
OF_CALLS = {"alters_data", "do_not_call_in_templates"}


class Fact:
    """Whatever a mail says of a record: a gap, and so is all that belongs to it."""

    def __str__(self) -> str:
        return GAP

    def __getattr__(self, name: str) -> "Fact":
        if name.startswith("_") or name in OF_CALLS:
            raise AttributeError(name)
        return self

    def __getitem__(self, key: object) -> "Fact | int":
        # Addresses have numbers.
        return 0 if key == "pk" else self

    def __iter__(self) -> Iterator["Fact"]:
        return iter(())

    def __call__(self) -> "Fact":
        return self


class Facts(Context):
    """What a text asks for and nobody tells here is a gap."""

    def __getitem__(self, key: Any) -> Any:
        return super().__getitem__(key) if key in self else Fact()


@cache
def built_in(template: str, language: str) -> tuple[str, str]:
    """Subject and text of a mail with gaps, also where a text computes with what is missing."""
    counts = {"number": 2, "drafted": 2, "days": 2}
    known = counts | {"site_url": settings.SITE_URL, "reader": User(name=GAP)}
    for kind in (Facts, Context):
        try:
            with translation.override(language):
                text = _with_gaps(template).render(kind(known, autoescape=False))
        except Exception:  # noqa: S112 some texts look up, or compute with, what there is none of
            continue
        return outbox.parts_of(text)
    return own_words.name_of(template), ""


def _with_gaps(name: str) -> Template:
    """The template as mails have it, but for a gap in the place of what nobody tells it."""
    template: Template = copy(cast("Any", get_template(name)).template)
    template.engine = copy(template.engine)
    template.engine.string_if_invalid = GAP
    return template


def preview(own: MailText) -> tuple[str, str]:
    """Subject and text with the own words, as a reader of the example gets it.

    They are shown beside the built-in text of today, also where they were written for another one.
    """
    own = copy(own)
    own.beside = own_words.fingerprint(own.template, own.language)
    with translation.override(own.language):
        values = {
            "name": gettext("Example Reader"),
            "record": gettext("Example of a record"),
            "day": date_format(dates.today(), "DATE_FORMAT"),
            "site": settings.SITE_URL,
        }
        # Beside the built-in text with its gaps, an own subject has the same gaps.
        fill = _example if own.body else _gap
        return own_words.added(own, built_in(own.template, own.language), values, fill)


def _gap(place: Place) -> str:
    return _example(place) if place.kind == whole_mails.PART else GAP


def _example(place: Place) -> str:
    """What stands in a place of the example; a line where it differs from mail to mail."""
    if place.name == "name":
        return gettext("Example Reader")
    if place.kind == whole_mails.DAY:
        return date_format(dates.today(), "DATE_FORMAT")
    if place.kind == whole_mails.LINK:
        return f"{settings.SITE_URL}/{GAP}"
    return f"[{' '.join(place.said.split())}]" if place.kind == whole_mails.PART else GAP


def said_of(whole: Whole) -> "list[tuple[str, StrOrPromise, str, bool]]":
    """The places of a built-in text: name, what fills it, what it says, whether it must stay."""
    return [
        (
            name,
            OF_NAMES.get(name) or OF_KINDS[place.kind],
            " ".join(place.said.split()) if place.kind == whole_mails.PART else "",
            place.is_required,
        )
        for name, place in whole.places.items()
    ]
