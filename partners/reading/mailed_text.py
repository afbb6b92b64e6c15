"""An answer by mail, divided among the questions: to each what follows its number (N19)."""

import re
from collections.abc import Sequence

from partners.models import Question

# The numbers of questions as people write them at the beginning of a line, each with a mark that
# ends it: "1. …", "(2) …", "Question 3: …". "1.5 tonnes", "1.1.2027" and "Phase 1: …" are the
# writer's own words, and no figure is ever cut.
_WORDS = (
    "question|quest|q|answer|réponse|respuesta|pregunta|вопрос|ответ|السؤال|الجواب"
    "|\u95ee\u9898|\u7b54\u590d|\u7b54|\u95ee"
)
_END = r"(?!\d)(?=\s|$)"
_HAN_END = r"(?!\d)"
NUMBERED = re.compile(
    rf"""^[ \t]*(?:
        [(\[\uff08]\s*(?P<a>\d{{1,2}})\s*[)\]\uff09][.:\uff1a]?{_END}
        |(?P<b>\d{{1,2}})[.)]{_END}
        |(?P<c>\d{{1,2}})[\uff0e\u3001\uff1a]{_HAN_END}
        |(?:{_WORDS}|no\.?|nº|№|\#)\s*(?P<d>\d{{1,2}})\s*(?:[.:)]|-|\u2013){_END}
        |(?:{_WORDS})\s*(?P<e>\d{{1,2}})\s*[\uff0e\u3001\uff1a]{_HAN_END}
        |\u7b2c\s*(?P<f>\d{{1,2}})\s*[\u9898\u554f\u95ee]\s*[\uff0e\u3001\uff1a:.]?{_HAN_END}
    )[ \t]*""",
    re.MULTILINE | re.IGNORECASE | re.VERBOSE,
)


def answers(text: str, questions: Sequence[Question]) -> dict[int, str]:
    """What the text says to each question, by its key; only the numbers themselves are left out.

    Without numbers all of it stands at the first question: whoever wrote it divides it. A number
    that comes a second time, or that no question has, is no mark.
    """
    if not questions:
        return {}
    first, known = questions[0], {each.position: each.pk for each in questions}
    said = {first.pk: ""}
    key, begins = first.pk, 0
    for number in NUMBERED.finditer(text):
        asked = known.pop(int(next(filter(None, number.groups()))), None)
        if asked is None:
            continue
        said[key] = joined(said.get(key, ""), text[begins : number.start()])
        key, begins = asked, number.end()
    said[key] = joined(said.get(key, ""), text[begins:])
    return {key: words for key, words in said.items() if words}


def joined(before: str, more: str) -> str:
    """Both, one after the other; once where they say the same."""
    if more.strip() in before:
        return before
    return "\n".join(part for part in (before, more.strip()) if part)
