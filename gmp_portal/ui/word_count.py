"""How many words a text has, counted alike here and in ``static/js/count.js``.

United Nations documents count one Chinese character as one word. The same test vectors
(``tests/ui/word_counts.json``) are run against both counters.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.deconstruct import deconstructible
from django.utils.translation import ngettext

from gmp_portal.characters.normal_forms import normalized
from gmp_portal.workflow import RuleRefusedError

IDEOGRAPH = (
    "\u3005\u3007\u3021-\u3029\u3038-\u303b"  # Han marks and numerals
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\uff66-\uff6f\uff71-\uff9d"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
)
JOINERS = r"'\u2019\-\u2010\u2011.,:/@&+"  # apostrophes, hyphens and what joins figures
LETTER = rf"[^\W_{IDEOGRAPH}]"
WORD = re.compile(rf"[{IDEOGRAPH}]|{LETTER}+(?:[{JOINERS}]{LETTER}+)*")
IGNORED = {"Mn", "Me", "Cf"}


def count_words(text: str) -> int:
    """Count each Han or kana character as one, each run of letters or digits as one."""
    composed = normalized("NFC", text)
    return len(
        WORD.findall("".join(c for c in composed if unicodedata.category(c) not in IGNORED))
    )


@deconstructible
@dataclass
class MaxWords:
    """Refuse text with more words than the template allows (A2-I-2)."""

    limit: int
    clause: str = "R-04"

    def __call__(self, text: str) -> None:
        excess = count_words(text) - self.limit
        if excess > 0:
            raise RuleRefusedError(
                ngettext(
                    "Please shorten the text by %(excess)d word.",
                    "Please shorten the text by %(excess)d words.",
                    excess,
                ),
                clause=self.clause,
                status=422,
                code="too_many_words",
                params={"excess": excess},
            )
