"""Finds text in templates that a reader sees and nobody can translate."""

import re
from dataclasses import dataclass

from gmp_portal.launcher import tree

# Replaced by blanks in this order: what remains between the tags is shown to people.
INVISIBLE = [
    re.compile(pattern, re.DOTALL | re.IGNORECASE)
    for pattern in (
        r"\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}",
        r"\{#.*?#\}",
        r"\{%\s*blocktrans(?:late)?\b.*?%\}.*?\{%\s*endblocktrans(?:late)?\s*%\}",
        # Names for the style sheet that a page adds to those of the base page.
        r"\{%\s*block\s+(?:width|main_class)\s*%\}.*?\{%\s*endblock\b.*?%\}",
        r"\{%.*?%\}",
        # A printed address may be followed by the anchor of a place on its page.
        r"\{\{.*?\}\}(?:#[\w-]+)?",
        r"<!--.*?-->",
        r"<!doctype.*?>",
        r"<(script|style|code|kbd)\b.*?</\1\s*>",
        # The names of things that are the same in every language carry translate="no".
        r"<(\w+)\b[^>]*\btranslate=\"no\"[^>]*>.*?</\1\s*>",
    )
]
ATTRIBUTE = re.compile(
    r"(?<![\w-])(?:alt|title|placeholder|aria-label|aria-description)\s*=\s*(\"[^\"]*\"|'[^']*')"
)
TAG = re.compile(r"<[^>]*>", re.DOTALL)
ENTITY = re.compile(r"&\w+;")
WORD = re.compile(r"[^\W\d_]{2,}")
SAME_EVERYWHERE = [
    re.compile(pattern)
    for pattern in (
        # The first line of a mail begins with this word, which readers never see.
        r"\A\s*Subject:",
        r"[\w.+-]+@[\w-]+(\.[\w-]+)+",
        r"\b(UTC|CSV|JSON|XLSX|PDF|SHA-256)\b",
    )
]


@dataclass(frozen=True)
class Finding:
    """A piece of text, and where it stands."""

    line: int
    text: str


def check() -> tuple[bool, str]:
    """Look through all templates of the portal."""
    lines = [
        f"{tree.name(path)}:{finding.line}: {finding.text}"
        for path in tree.templates()
        for finding in find(path.read_text())
    ]
    return not lines, "\n".join(lines)


def find(source: str) -> list[Finding]:
    """Give every visible text of a template that stands outside a translation tag."""
    for pattern in (*INVISIBLE, *SAME_EVERYWHERE):
        source = pattern.sub(_blank, source)
    attributes = [
        Finding(_line(source, match.start()), match.group(1)[1:-1].strip())
        for tag in TAG.finditer(source)
        for match in ATTRIBUTE.finditer(source, tag.start(), tag.end())
        if WORD.search(match.group(1))
    ]
    visible = ENTITY.sub(_blank, TAG.sub(_blank, source))
    texts = [
        Finding(number, line.strip())
        for number, line in enumerate(visible.splitlines(), start=1)
        if WORD.search(line)
    ]
    return sorted(attributes + texts, key=lambda finding: finding.line)


def _blank(match: re.Match[str]) -> str:
    """Keep the line breaks, so that line numbers stay right."""
    return re.sub(r"[^\n]", " ", match.group())


def _line(source: str, position: int) -> int:
    return source.count("\n", 0, position) + 1
