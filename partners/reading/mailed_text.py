"""An answer by mail, divided among the questions: to each what follows its number (N19)."""

import re
from collections.abc import Sequence

from partners.models import Question

# "1. …", "2) …", "Question 2: …": a number at the beginning of a line, also of a Chinese one.
NUMBERED = re.compile(
    r"^\s*(?:\w+\s+)?(\d{1,2})\s*[.):\uff0e\uff1a\u3001]\s*", re.MULTILINE
)


def answers(text: str, questions: Sequence[Question]) -> dict[int, str]:
    """What the text says to each question, by its key; nothing of it is left out.

    Without numbers all of it stands at the first question: whoever wrote it divides it.
    """
    if not questions:
        return {}
    first, known = questions[0], {each.position: each.pk for each in questions}
    said = {first.pk: ""}
    key, begins = first.pk, 0
    for number in NUMBERED.finditer(text):
        asked = known.get(int(number[1]))
        if asked is None:
            continue
        said[key] = _joined(said.get(key, ""), text[begins : number.start()])
        key, begins = asked, number.end()
    said[key] = _joined(said.get(key, ""), text[begins:])
    return {key: words for key, words in said.items() if words}


def _joined(before: str, more: str) -> str:
    return "\n".join(part for part in (before, more.strip()) if part)
