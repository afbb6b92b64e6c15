"""Notes of the public record in sentences: ``… Ref# 2386 (2014) [E1]; country unknown``."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from partners.models import Partner

# Marks of the strength of evidence, for whoever keeps the file; the page says it in words.
MARK = re.compile(r"\s*\[E\d\]\s*")
# What the compilers of the record noted about its gaps.
REMARKS: Final = {
    "country unknown": _("The country is not on record."),
    "country not in source": _("The source does not name the country."),
    "country not in source (general knowledge)": _(
        "The source does not name the country; it is generally known."
    ),
    "country from language of name": _(
        "The source does not name the country; it was taken from the language of the name."
    ),
    "area inferred": _("The source does not name an area."),
}
LONGEST_FIRST: Final = sorted(REMARKS, key=len, reverse=True)
INFERRED = "; area inferred"
# Notes stand behind semicolons, but for those in brackets.
APART = re.compile(r";(?![^()]*\))")


@dataclass(frozen=True)
class Provenance:
    """Where somebody stands as a partner, and what the source leaves open."""

    sentence: "StrOrPromise"
    sources: list[str]
    remarks: "list[StrOrPromise]"


def of(partner: "Partner") -> Provenance | None:
    """Nothing where a letter in the portal says it all."""
    if partner.evidence in ("", partner.Evidence.LETTER):
        return None
    sources: list[str] = []
    remarks: list[StrOrPromise] = []
    for note in filter(None, (part.strip() for part in APART.split(partner.source))):
        known = next((remark for remark in LONGEST_FIRST if note.startswith(remark)), "")
        if known:
            remarks.append(REMARKS[known])
        rest = MARK.sub(" ", note.removeprefix(known).replace(INFERRED, ""))
        sources.extend(filter(None, [" ".join(rest.split())]))
    return Provenance(_sentence(partner), sources, remarks)


def _sentence(partner: "Partner") -> str:
    if partner.on_record_by:
        return gettext(
            "Public records name this partner in %(year)d. The day on which it joined is not "
            "known, and no letter of intent is in the portal."
        ) % {"year": partner.on_record_by}
    return gettext(
        "Public records name this partner without a date. No letter of intent is in the portal."
    )
