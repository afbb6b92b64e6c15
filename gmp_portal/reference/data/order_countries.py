"""Write into ``countries.csv`` at which place each language lists a country.

Run it after a change of the names, where ICU is installed (``apt-get install libicu72``, or
whichever version there is)::

    python gmp_portal/reference/data/order_countries.py

The portal itself needs no ICU: it reads the columns ``place_…``. Arabic is not sorted by ICU,
which counts the article; a reader looks for a country under the word behind it.
"""

import csv
import ctypes.util
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

FILE = Path(__file__).with_name("countries.csv")
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
LONGEST_KEY = 1000


def main() -> None:
    """Read the file, number its rows six times, and write it back."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for language in LANGUAGES:
        key = _bare if language == "ar" else _icu(language)
        rows.sort(key=lambda row: key(row[language]))
        for place, row in enumerate(rows, start=1):
            row[f"place_{language}"] = str(place)
    rows.sort(key=lambda row: int(row["place_en"]))
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _bare(name: str) -> str:
    """Strip marks and the Arabic article, which do not count in the alphabet."""
    letters = unicodedata.normalize("NFKD", name)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return bare.removeprefix("ال")


def _icu(language: str) -> Callable[[str], bytes]:
    """The collation of CLDR for this language; Chinese goes by pinyin."""
    name = ctypes.util.find_library("icui18n") or ""
    version = re.search(r"\d+", name.rpartition(".so.")[2])
    if not version:
        message = "ICU is not installed: the library icui18n cannot be found."
        raise SystemExit(message)
    library = ctypes.CDLL(name)
    open_ = getattr(library, f"ucol_open_{version[0]}")
    sort_key = getattr(library, f"ucol_getSortKey_{version[0]}")
    open_.restype = ctypes.c_void_p
    failure = ctypes.c_int(0)
    collator = ctypes.c_void_p(open_(language.encode(), ctypes.byref(failure)))
    if failure.value > 0:
        message = f"ICU knows no order for {language}."
        raise SystemExit(message)

    def key(text: str) -> bytes:
        units = text.encode("utf-16-le")
        result = ctypes.create_string_buffer(LONGEST_KEY)
        sort_key(collator, units, len(units) // 2, result, LONGEST_KEY)
        return result.value

    return key


if __name__ == "__main__":
    main()
