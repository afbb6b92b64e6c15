"""The frame of every page takes no name that a page, or its view, needs for itself."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
FRAMES = ("base.html", "errors/bare.html")
SET = re.compile(r"\{%[^%]*? as (\w+) %\}")
EXTENDS = re.compile(r'\{% extends "([^"]+)" %\}')
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
QUOTED = re.compile(r'"[^"]*"')
# A page that shows its own title once more, as its heading.
ON_PURPOSE = {("index_page.html", "page_title")}


def _text(name: str) -> str:
    return (TEMPLATES / name).read_text()


def _pages() -> Iterator[tuple[str, str]]:
    """Each page, and the frame in which it stands in the end."""
    for path in sorted(TEMPLATES.rglob("*.html")):
        name = str(path.relative_to(TEMPLATES))
        frame = name
        while found := EXTENDS.search(_text(frame)):
            if not (TEMPLATES / found[1]).exists():
                break
            frame = found[1]
        if frame != name and frame in FRAMES:
            yield name, frame


def _reads(text: str, name: str) -> bool:
    """Whether the text reads a name that it does not give itself."""
    if re.search(rf"\b{name}=| as {name} %\}}", text):
        return False
    tags = (QUOTED.sub("", tag) for tag in TAG.findall(text))
    return any(re.search(rf"(?<![.\w]){name}\b", tag) for tag in tags)


def test_no_page_reads_a_name_that_the_frame_gives():
    taken = {frame: set(SET.findall(_text(frame))) for frame in FRAMES}

    found = {
        (page, name)
        for page, frame in _pages()
        for name in taken[frame]
        if _reads(_text(page), name)
    }

    assert taken["base.html"]
    assert found == ON_PURPOSE
