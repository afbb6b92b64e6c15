"""Where the sources of the public record can be read: their words on pages, and an address.

The data files name their sources in short. Only pages that are known to be those of the source
are linked; the rest is said in its own words.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

UNEP: Final = "https://www.unep.org/globalmercurypartnership/"
KNOWN: Final[dict[str, "tuple[StrOrPromise, str]"]] = {
    "sids2014.org partnerships register Ref# 2386 (2014, UNEP-sponsored entry)": (
        _("Register of partnerships of the SIDS conference of 2014, entry by UNEP"),
        "http://sids2014.org/index.php?page=view&type=1006&nr=2386&menu=1601&template=919",
    ),
    "UNEP website": (_("Website of UNEP"), UNEP),
    "web.unep.org": (_("Website of UNEP"), UNEP),
    "unep.org": (_("Website of UNEP"), UNEP),
}

# Notes stand behind semicolons, but for those in brackets.
APART = re.compile(r";\s*(?![^()]*\))")


@dataclass(frozen=True)
class Cited:
    """A source for readers: ``label`` is linked to ``url``; ``rest`` are its own words."""

    label: "StrOrPromise"
    url: str
    rest: str


def read(source: str) -> Cited:
    """``UNEP website: PAG-11`` begins with a website that is known; ``gmos-train.eu`` does not."""
    for beginning, (label, url) in KNOWN.items():
        if source.startswith(beginning):
            return Cited(label, url, source.removeprefix(beginning).strip(" :"))
    return Cited("", "", source)


def notes_in(text: str) -> list[str]:
    """``Annual meeting; a fact sheet``: the notes of the record one by one."""
    return [note.strip() for note in APART.split(text) if note.strip()]
