"""Write ``lookalikes.txt``: which letters of other scripts a reader takes for a Latin one.

Run it with the packages of development after confusable-homoglyphs has changed, and then add a
migration like partners 0002, which reckons the stored forms anew::

    python gmp_portal/characters/make_lookalikes.py

Letters that Unicode itself takes apart (full width, mathematical) are left out. Where capital
and small letter look like different Latin ones, the capital counts, as in acronyms; what looks
like a capital I or a small l is told by its small letter.
"""

import string
import unicodedata
from collections import defaultdict
from pathlib import Path

from confusable_homoglyphs.confusables import confusables_data

FILE = Path(__file__).with_name("lookalikes.txt")
HEAD = """\
# Letters that look like a Latin letter, made by make_lookalikes.py from confusable-homoglyphs
# (MIT licence, copyright Victor Felder), which takes them from the file confusables.txt of
# Unicode (Unicode License v3, copyright Unicode, Inc.).
"""


def main() -> None:
    """Turn the lists of the library round and keep one Latin letter for each other one."""
    small: dict[str, str] = {}
    capital: dict[str, str] = {}
    for latin in string.ascii_letters:
        for entry in confusables_data[latin]:
            letter = entry["c"]
            if _counts(letter):
                table = small if letter == letter.casefold() else capital
                table[letter.casefold()] = latin.lower()
    of_latin = defaultdict(list)
    for letter in sorted({*small, *capital}):
        looks = capital.get(letter) or small[letter]
        if looks == "l" and letter in small:
            looks = small[letter]
        of_latin[looks].append(letter)
    lines = [f"{latin} {''.join(of_latin[latin])}\n" for latin in sorted(of_latin)]
    FILE.write_text(HEAD + "".join(lines), encoding="utf-8")


def _counts(letter: str) -> bool:
    folded = letter.casefold()
    return (
        len(folded) == 1
        and folded.isalpha()
        and not folded.isascii()
        and unicodedata.normalize("NFKD", folded) == folded
    )


if __name__ == "__main__":
    main()
