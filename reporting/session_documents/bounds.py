"""How much text of a past document a job reads at once, counted as it counts (B7-4)."""

from django.utils.translation import gettext as _

from gmp_portal.workflow import RuleRefusedError, unmet
from reporting.session_documents import lines

LONGEST_TEXT = 2_000_000
MOST_LINES = 20_000
LONGEST_LINE = 20_000


def too_long() -> RuleRefusedError:
    """What to do with a text, or a file, that is read by no job at once."""
    return unmet(_("This text is too long. Bring it in in parts."), "B7-4")


def taken(text: str) -> str:
    """Return the text as it is kept, without zero bytes, or refuse one that is too long."""
    kept = text.replace("\x00", "")
    if len(kept) > LONGEST_TEXT:
        raise too_long()
    rows = lines.broken(kept)
    if len(rows) > MOST_LINES:
        raise too_long()
    number, longest = max(
        enumerate(rows, start=1), key=lambda row: len(row[1]), default=(0, "")
    )
    if len(longest) > LONGEST_LINE:
        raise unmet(
            _(
                "Line %(number)s is longer than %(most)s characters. Break it into paragraphs."
            ),
            "B7-4",
            {"number": number, "most": LONGEST_LINE},
        )
    return kept
