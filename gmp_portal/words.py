"""Texts put together from several, as each language does it: lists, labels, sentences.

A comma, a colon and a blank are texts like any other. Chinese writes 、 and Arabic ، in a list,
and Chinese has no blank between two sentences.
"""

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def comma_in_list() -> str:
    return pgettext("between short things of a list", ", ")


def comma() -> str:
    return pgettext("between a name and what belongs to it", ", ")


def semicolon() -> str:
    return pgettext("between long things of a list", "; ")


def colon() -> str:
    return pgettext("between a label and its value", ": ")


def listed(items: Iterable[object]) -> str:
    """Short things one after the other: “lead, cadmium, mercury”; what is empty is left out."""
    return comma_in_list().join(_texts(items))


def listed_apart(items: Iterable[object]) -> str:
    """Things that may hold commas themselves: “Example, A.; Sample, B.”."""
    return semicolon().join(_texts(items))


def beside(*parts: object) -> str:
    """A name and what belongs to it: “Ana Example, Example Institute”."""
    return comma().join(_texts(parts))


def labelled(label: object, value: object) -> str:
    """What something is called, and what it is: “Status: open”."""
    return f"{label}{colon()}{value}"


class Written(str):
    """What somebody wrote, as a choice of a list: the option says so, since no mark fits inside."""

    __slots__ = ()
    is_by_people = True


def by_people(text: object) -> SafeString:
    """What somebody wrote, where a text of the portal is expected: it keeps its direction."""
    return format_html("<bdi>{}</bdi>", text)


def labelled_by_people(label: object, text: object) -> SafeString:
    """What something is called, and what somebody wrote of it: it keeps its direction."""
    return format_html("{}{}{}", label, colon(), by_people(text))


def of_people(label: object, name: object) -> SafeString:
    """A word of the portal and a name beside it, which keeps its own direction."""
    return format_html("{}{}{}", label, comma(), by_people(name))


def sentences(*said: object) -> str:
    """Whole sentences one after the other."""
    first, *others = _texts(said) or [""]
    for other in others:
        # Translators: two whole sentences, one after the other
        first = _("%(sentence)s %(next_sentence)s") % {
            "sentence": first,
            "next_sentence": other,
        }
    return first


def sentence_gap() -> str:
    """What stands between two sentences, or a label with its colon and the value: nothing in
    Chinese.
    """
    return _("%(sentence)s %(next_sentence)s") % {"sentence": "", "next_sentence": ""}


def in_brackets(name: object, more: object) -> str:
    """A name with what tells it apart: “Ana Example (Example Institute)”."""
    if not more:
        return str(name)
    # Translators: a name and, in brackets, what tells it apart
    return _("%(name)s (%(more)s)") % {"name": name, "more": more}


def numbered(name: object, number: object) -> str:
    """One of several of a kind: “Objective 2”."""
    # Translators: one of several of a kind, such as “Objective 2”
    return pgettext("numbered", "%(name)s %(number)s") % {"name": name, "number": number}


def at_time(day: object, time: object) -> str:
    """A day and the time of it."""
    # Translators: a day and the time of it
    return _("%(day)s, %(time)s") % {"day": day, "time": time}


def _texts(items: Iterable[object]) -> list[str]:
    return [text for item in items if item and (text := str(item))]
