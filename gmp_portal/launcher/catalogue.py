"""A catalogue of texts as gettext writes it: read, sorted, written, and what is wrong in it."""

import gettext
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

Key = tuple[str, str]
KEYWORDS = ("msgctxt", "msgid_plural", "msgid", "msgstr")
LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) )?(".*")$')
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
GUESSED = "#, fuzzy"
BETWEEN_CONTEXT_AND_TEXT = "\x04"


@dataclass
class Text:
    """One text with its translation: several strings where the language counts."""

    remarks: list[str] = field(default_factory=list)
    context: str | None = None
    text: str = ""
    plural: str | None = None
    strings: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        return (self.context or "", self.text)

    @property
    def is_translated(self) -> bool:
        return bool(self.strings) and all(self.strings.values())

    @property
    def name(self) -> str:
        """The text as a finding names it."""
        return f"“{self.text[:70]}”" + (f" ({self.context})" if self.context else "")


def read(content: str) -> list[Text]:
    """Every text of a catalogue; the first is the head. What became obsolete is left out."""
    return [_one(block) for block in content.split("\n\n") if _is_text(block)]


def _is_text(block: str) -> bool:
    return any(line.startswith("msgid ") for line in block.splitlines())


def _one(block: str) -> Text:
    text, keyword = Text(), ""
    parts: dict[str, str] = {}
    for line in block.splitlines():
        if line.startswith("#"):
            text.remarks.append(line)
        elif match := LINE.match(line):
            keyword = match[1] or keyword
            parts[keyword] = parts.get(keyword, "") + json.loads(match[2])
    text.context, text.plural = parts.get("msgctxt"), parts.get("msgid_plural")
    text.text = parts["msgid"]
    text.strings = {key: parts[key] for key in parts if key.startswith("msgstr")}
    return text


def written(texts: Iterable[Text]) -> str:
    """The catalogue as it is kept: the head, then everything in the order of its texts."""
    head, *others = texts
    rest = sorted(
        others, key=lambda each: (each.text.casefold(), each.text, each.context or "")
    )
    return "\n".join(_block(each) for each in (head, *rest))


def _block(text: Text) -> str:
    lines = list(text.remarks)
    if text.context is not None:
        lines += _lines("msgctxt", text.context)
    lines += _lines("msgid", text.text)
    if text.plural is not None:
        lines += _lines("msgid_plural", text.plural)
    for key, said in text.strings.items():
        lines += _lines(key, said)
    return "\n".join(lines) + "\n"


def _lines(keyword: str, said: str) -> list[str]:
    parts = [_quoted(part) for part in said.splitlines(keepends=True)] or ['""']
    return [f"{keyword} {parts[0]}"] if len(parts) == 1 else [f'{keyword} ""', *parts]


def _quoted(said: str) -> str:
    return json.dumps(said, ensure_ascii=False)


def merged(gathered: list[Text], kept: list[Text]) -> list[Text]:
    """What the sources say now, with the translations that are kept for it."""
    known = {each.key: each for each in kept}
    head = kept[0] if kept else gathered[0]
    return [head, *(_with(each, known.get(each.key)) for each in gathered if each.text)]


def _with(text: Text, known: Text | None) -> Text:
    # What is gathered says nothing of how well it is translated.
    remarks = [
        line for line in text.remarks if line.startswith(("#.", "#,")) and line != GUESSED
    ]
    fits = known is not None and (known.plural is None) == (text.plural is None)
    if known is None or not fits:
        empty = {"msgstr": ""} if text.plural is None else {"msgstr[0]": ""}
        return Text(remarks, text.context, text.text, text.plural, empty)
    own = [line for line in known.remarks if line.startswith("# ")]
    return Text([*own, *remarks], text.context, text.text, text.plural, known.strings)


def faults(gathered: list[Text], kept: list[Text]) -> Iterator[str]:
    """Where a catalogue does not give the sources a translation of each of their texts."""
    known = {each.key: each for each in kept if each.text}
    wanted = {each.key: each for each in gathered if each.text}
    for key, text in wanted.items():
        said = known.get(key)
        if said is None or not said.is_translated or said.plural != text.plural:
            yield f"{text.name} is not translated."
        elif any(line.startswith("#,") and "fuzzy" in line for line in said.remarks):
            yield f"{text.name} is only guessed (fuzzy)."
        elif not _fills_in_the_same(said):
            yield f"{text.name} and its translation do not fill in the same."
    for key in known.keys() - wanted.keys():
        yield f"{known[key].name} is used no more."


def _fills_in_the_same(text: Text) -> bool:
    asked = set(PLACEHOLDER.findall(text.plural or text.text))
    singular = asked | set(PLACEHOLDER.findall(text.text))
    forms = [set(PLACEHOLDER.findall(said)) for said in text.strings.values()]
    # A form for exactly one may leave the number out, as the English one may.
    return forms[-1] == asked and all(form <= singular for form in forms)


def compiled(path: Path) -> dict[Key, tuple[str, ...]]:
    """What a compiled catalogue says, in the shape of ``said``."""
    with path.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    strings: dict[Key, tuple[str, ...]] = {}
    for asked, string in catalogue.items():
        whole = asked[0] if isinstance(asked, tuple) else asked
        context, _mark, text = whole.rpartition(BETWEEN_CONTEXT_AND_TEXT)
        if text:
            strings[context, text] = (*strings.get((context, text), ()), string)
    return strings


def said(texts: Iterable[Text]) -> dict[Key, tuple[str, ...]]:
    """The translations of a catalogue, without the head and without what is empty."""
    return {
        each.key: tuple(each.strings.values())
        for each in texts
        if each.text and each.is_translated
    }
