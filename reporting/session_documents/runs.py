"""Words with their notes and italics: a note goes to where it is called."""

from gmp_portal.typesetting.content import Emphasis, Note, Run, Text, words
from reporting.session_documents.lines import CALL, EMPHASIS, mark_of, unescaped

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Runs:
    """Makes texts of one part; each of its notes is placed once."""

    def __init__(self, notes: list[tuple[str, str]]) -> None:
        self.left = notes

    def text(self, text: str) -> Text:
        """Return a text with its notes; a call without a note stays a raised number."""
        runs: list[Run] = []
        position = 0
        for call in CALL.finditer(text):
            note = self._note(mark_of(call))
            if note is None:
                continue
            runs += _runs(text[position : call.start()])
            runs.append(Note(_plain(note)))
            position = call.end()
        return words(*runs, *_runs(text[position:]))

    def plain(self, text: str) -> str:
        """Return the words of a heading or of the head of a table."""
        return _plain(text)

    def _note(self, mark: str) -> str | None:
        for note in self.left:
            if note[0] == mark:
                self.left.remove(note)
                return note[1]
        return None


def _plain(text: str) -> str:
    return unescaped(CALL.sub(lambda call: mark_of(call).translate(RAISED), text))


def _runs(text: str) -> list[Run]:
    text = CALL.sub(lambda call: mark_of(call).translate(RAISED), text)
    pieces = EMPHASIS.split(text)
    return [
        Emphasis(unescaped(piece)) if index % 2 else unescaped(piece)
        for index, piece in enumerate(pieces)
    ]
