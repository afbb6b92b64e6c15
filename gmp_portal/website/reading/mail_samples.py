"""The built-in texts of mails without their facts, for those who add words to them (R-54)."""

from collections.abc import Iterator
from copy import copy
from functools import cache
from typing import Any, cast

from django.conf import settings
from django.template import Context, Template
from django.template.loader import get_template
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gmp_portal import dates
from gmp_portal.accounts.models import User
from gmp_portal.notifications import outbox, own_words
from gmp_portal.notifications.models import MailText

# It may stand in an address as well as in a sentence.
GAP = "___"
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
    counts = {"number": 2, "drafted": 2}
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
    """Subject and text with the own words, as a reader of the example gets it."""
    with translation.override(own.language):
        values = {
            "name": _("Example Reader"),
            "record": _("Example of a record"),
            "day": date_format(dates.today(), "DATE_FORMAT"),
            "site": settings.SITE_URL,
        }
    return own_words.added(own, built_in(own.template, own.language), values)
