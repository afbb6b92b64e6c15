"""In which languages the portal speaks: those in which it says everything.

They are not the languages that people write in (``settings.OFFICIAL_LANGUAGES``): a letter in
French is welcome though no page is in French.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils import translation

Choices = list[tuple[str, str]]
SOURCE = "en"
# Written by ``./portal texts``, and kept true by ``./portal check``.
COMPLETE = Path("gmp_portal", "locale", "complete.json")
# For who follows an address in a language that is not offered, or no more; in that language.
SORRY = {
    "ar": "هذه الصفحة غير متاحة بعد باللغة العربية، لذلك تظهر بالإنكليزية.",
    "zh-hans": "本页面暂无中文版，因此以英文显示。",
    "fr": "Le portail n\u2019est pas encore proposé en français : il s\u2019affiche en anglais.",
    "ru": "Эта страница пока недоступна на русском языке, поэтому она показана на английском.",
    "es": "Esta página aún no está disponible en español, por lo que se muestra en inglés.",
}


def complete(base: Path) -> list[str]:
    """The codes of the languages without a missing text; read once, when the portal starts."""
    place = base / COMPLETE
    codes: list[str] = json.loads(place.read_text()) if place.exists() else []
    return sorted({SOURCE, *codes})


def among(languages: Sequence[tuple[str, str]], codes: Sequence[str]) -> Choices:
    """These of the languages, in their order."""
    return [(code, name) for code, name in languages if code in codes]


def codes() -> list[str]:
    """The languages that visitors may choose, in their order."""
    return [code for code, _name in settings.LANGUAGES]


def is_offered(code: str) -> bool:
    """Whether the portal speaks this language to everybody."""
    return code in codes()


@contextmanager
def whole(wanted: str = "") -> Iterator[str]:
    """Speak one language that says everything, and give its code, for a text that is kept.

    It is the one that is ``wanted``, else that of the reader; English where that one is not whole.
    """
    asked = (wanted or translation.get_language() or SOURCE).partition("-")[0]
    alike = (code for code in settings.COMPLETE_LANGUAGES if code.startswith(asked))
    code = next(alike, SOURCE)
    with translation.override(code):
        yield code
