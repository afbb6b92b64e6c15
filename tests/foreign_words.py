"""Find the fixed words of other languages in a document that is to speak one only."""

import re

from django.conf import settings

from gmp_portal.typesetting import fixed_words
from gmp_portal.typesetting.data import dump

CODES = [code for code, _name in settings.LANGUAGES]


def texts(value):
    if isinstance(value, dict):
        for name, each in value.items():
            if name not in ("kind", "language", "original_language", "distribution"):
                yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str):
        yield value


def foreign(document, language):
    """The fixed words of other languages that stand in a document."""
    said = "\n".join(texts(dump(document)))
    own = "\n".join(row[language] for row in fixed_words.table().values())
    for row in fixed_words.table().values():
        for other in set(CODES) - {language}:
            words = re.split(r"%\(\w+\)s", row[other])
            for part in (part.strip(" .:,：，。()（）") for part in words):
                printed = re.search(rf"(?<!\w){re.escape(part)}(?!\w)", said)
                if len(part) > 1 and part not in own and printed:
                    yield part
