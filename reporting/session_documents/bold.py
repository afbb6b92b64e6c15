"""Words between two stars or two strokes, found in one pass however many marks there are."""

from bisect import bisect_left

MARKS = ("**", "__")


def is_whole(text: str) -> bool:
    """Tell whether a text is bold from its first mark to its last."""
    return len(text) > 4 and _opens(text, 0) and _closes(text, len(text) - 2, text[:2])


def without(text: str) -> str:
    """Return a text without the marks of its bold words; other marks stay."""
    closers = {
        mark: [at for at in _places(text, mark) if _closes(text, at, mark)]
        for mark in MARKS
    }
    kept: list[str] = []
    done = 0
    for at in sorted(at for mark in MARKS for at in _places(text, mark)):
        if at < done or not _opens(text, at):
            continue
        ends = closers[text[at : at + 2]]
        index = bisect_left(ends, at + 3)
        if index < len(ends):
            kept += [text[done:at], text[at + 2 : ends[index]]]
            done = ends[index] + 2
    return "".join([*kept, text[done:]])


def _places(text: str, mark: str) -> list[int]:
    places, at = [], text.find(mark)
    while at >= 0:
        places.append(at)
        at = text.find(mark, at + 1)
    return places


def _opens(text: str, at: int) -> bool:
    is_protected = at > 0 and text[at - 1] == "\\"
    following = text[at + 2 : at + 3]
    return text[at : at + 2] in MARKS and not is_protected and not following.isspace()


def _closes(text: str, at: int, mark: str) -> bool:
    before = text[at - 1 : at]
    return text[at : at + 2] == mark and before != "\\" and not before.isspace()
