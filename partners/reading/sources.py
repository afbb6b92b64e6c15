"""Notes of the public record in sentences: ``… Ref# 2386 (2014) [E1]; country unknown``."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal import words
from gmp_portal.reference import cited

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from partners.models import Partner

# Marks of the strength of evidence, for whoever keeps the file; the page says it in words.
MARK = re.compile(r"\s*\[E\d\]\s*")
NOT_NAMED: Final = "country not in source"
GENERALLY_KNOWN: Final = "country not in source (general knowledge)"
# What the compilers of the record noted about its gaps.
REMARKS: Final = {
    "country unknown": _("The country is not on record."),
    NOT_NAMED: _("The source does not name the country."),
    GENERALLY_KNOWN: _("The source does not name the country; it is generally known."),
    "country from language of name": _(
        "The source does not name the country; it was taken from the language of the name."
    ),
    "area inferred": _("The source does not name an area."),
}
LONGEST_FIRST: Final = sorted(REMARKS, key=len, reverse=True)
INFERRED = "; area inferred"


@dataclass(frozen=True)
class Provenance:
    """Where somebody stands as a partner, what else is noted, and what the source leaves open."""

    sentence: "StrOrPromise"
    sources: list[cited.Cited]
    notes: list[str]
    remarks: "list[StrOrPromise]"


def of(
    partner: "Partner", *, has_letter: bool = False, has_past: bool = False
) -> Provenance | None:
    """Nothing where a letter in the portal says it all; ``has_letter``: one is public by now.

    ``has_past``: a letter from before the portal is known (R-44).
    """
    is_told = partner.evidence or (partner.source and not has_letter)
    if partner.evidence == partner.Evidence.LETTER or not is_told:
        return None
    named: list[cited.Cited] = []
    notes: list[str] = []
    remarks: list[StrOrPromise] = []
    for note in cited.notes_in(partner.source):
        known = next((remark for remark in LONGEST_FIRST if note.startswith(remark)), "")
        if known:
            # Who has a country all the same has it from nowhere else.
            is_known = known == NOT_NAMED and partner.country_id
            remarks.append(REMARKS[GENERALLY_KNOWN if is_known else known])
        rest = MARK.sub(" ", note.removeprefix(known).replace(INFERRED, ""))
        said = " ".join(rest.split())
        # A source has a mark of its strength; the first is one in any case.
        if said and (MARK.search(note) or not named):
            named.append(cited.read(said))
        elif said:
            notes.append(said)
    sentence = _sentence(partner, has_letter=has_letter, has_past=has_past)
    return Provenance(sentence, named, notes, remarks)


def _sentence(partner: "Partner", *, has_letter: bool, has_past: bool) -> str:
    year = partner.on_record_by
    said = ""
    if year:
        said = gettext("Public records name this partner in %(year)d.") % {"year": year}
    elif partner.since and partner.evidence:
        said = gettext("Public records name this partner.")
    elif not partner.since:
        said = gettext("Public records name this partner without a date.")
    more = []
    if not partner.since:
        more.append(gettext("The day on which it joined is not known."))
    if has_past and not has_letter:
        more.append(gettext("A letter of intent from before the portal is known."))
    elif not has_letter:
        more.append(gettext("No letter of intent is in the portal."))
    return words.sentences(*([said] if said else []), *more)
