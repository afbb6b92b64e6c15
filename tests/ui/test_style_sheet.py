"""The style sheet keeps its promises: contrast, weight, both writing directions."""

import gzip
import re
from pathlib import Path

import pytest

from gmp_portal.launcher import tree
from gmp_portal.ui.static_files import lean

STATIC = Path(__file__).parents[2] / "static"
SHEET = (STATIC / "css" / "portal.css").read_text()
WORK_SHEET = (STATIC / "css" / "work.css").read_text()
PRINT_SHEET = (STATIC / "css" / "print.css").read_text()
TEXT, CONTROL = 4.5, 3.0
BLOCKS = {
    "light": r":root \{(?P<tokens>[^}]*)\}",
    "dark": r":root\[data-theme=dark\] \{(?P<tokens>[^}]*)\}",
    "auto": r":root\[data-theme=auto\] \{(?P<tokens>[^}]*)\}",
}
PAIRS = [
    ("ink", "bg", TEXT),
    ("ink", "mist", TEXT),
    ("ink-2", "bg", TEXT),
    ("ink-2", "mist", TEXT),
    ("p7", "bg", TEXT),
    ("p7", "mist", TEXT),
    ("p7", "tint", TEXT),
    ("p8", "bg", TEXT),
    ("bg", "p7", TEXT),
    ("bg", "bad", TEXT),
    ("visited", "bg", TEXT),
    ("visited", "mist", TEXT),
    ("visited", "violet-t", TEXT),
    ("ink", "tint", TEXT),
    ("visited", "tint", TEXT),
    ("ink", "ok-t", TEXT),
    ("ink", "warn-t", TEXT),
    ("ink", "bad-t", TEXT),
    ("p7", "warn-t", TEXT),
    ("p7", "bad-t", TEXT),
    ("p7", "ok-t", TEXT),
    ("ok", "bg", TEXT),
    ("ok", "ok-t", TEXT),
    ("warn", "warn-t", TEXT),
    ("bad", "bg", TEXT),
    ("bad", "bad-t", TEXT),
    ("neu", "neu-t", TEXT),
    ("ink", "sunk", TEXT),
    ("ink-2", "sunk", TEXT),
    ("ink-2", "tint", TEXT),
    ("p7", "sunk", TEXT),
    ("on", "p7", TEXT),
    ("on", "p8", TEXT),
    ("warn-b", "bg", CONTROL),
    ("warn-b", "sunk", CONTROL),
    ("bad", "sunk", CONTROL),
    ("control", "bg", CONTROL),
    ("control", "mist", CONTROL),
    ("brand", "p9", CONTROL),
]


def tokens(theme: str) -> dict[str, str]:
    """The colours of a theme; what it does not set stays as in the light one."""
    found = dict(re.findall(r"--c-([\w-]+): (#[0-9a-f]{3,6})", block("light")))
    return found | dict(re.findall(r"--c-([\w-]+): (#[0-9a-f]{3,6})", block(theme)))


def block(theme: str) -> str:
    match = re.search(BLOCKS[theme], SHEET)
    assert match, theme
    return match["tokens"]


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2."""
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "bar"), PAIRS)
def test_colours_can_be_told_apart(theme: str, front: str, ground: str, bar: float):
    colours = tokens(theme)

    assert contrast(colours[front], colours[ground]) >= bar


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_focus_ring_is_seen_on_any_ground(theme: str):
    colours = tokens(theme)

    assert contrast(colours["focus"], colours["ring"]) >= CONTROL
    for ground in ("bg", "mist", "p7", "p9"):
        best = max(contrast(colours[part], colours[ground]) for part in ("focus", "ring"))
        assert best >= CONTROL, ground


def test_both_ways_into_the_dark_are_the_same():
    assert block("auto").split() == block("dark").split()


def test_sheet_knows_no_left_and_no_right():
    sided = (
        r"(?<![\w-])(?:left|right|(?:margin|padding|border)-(?:left|right))(?![\w-])\s*:"
    )

    assert re.findall(sided, SHEET + WORK_SHEET + PRINT_SHEET) == []


def test_sheet_and_scripts_are_light():
    # As an installation sends them: without the lines that explain them.
    scripts = b"".join(
        lean(path.read_bytes()) for path in sorted((STATIC / "js").glob("*.js"))
    )

    assert len(gzip.compress(SHEET.encode())) <= 10_000
    assert len(gzip.compress(WORK_SHEET.encode())) <= 2_700
    assert len(gzip.compress(PRINT_SHEET.encode())) <= 1_500
    assert len(gzip.compress(scripts)) <= 16_000


def test_what_single_tools_bring_is_light_too():
    """They are loaded where somebody works with them, so nobody else pays for them (ADR 63)."""
    tools = {"js/tools": 4_500, "editor": 19_000}
    weights = {
        folder: len(
            gzip.compress(
                b"".join(
                    lean(path.read_bytes())
                    for path in sorted((STATIC / folder).glob("*.js"))
                )
            )
        )
        for folder in tools
    }

    assert {
        folder: weights[folder] <= most for folder, most in tools.items()
    } == dict.fromkeys(tools, True), weights
    assert len(gzip.compress((STATIC / "css/editing.css").read_bytes())) <= 2_500


# Put together from a word and a part that a record or a number gives.
PLACES = (*tree.PACKAGES, "templates", "static")
BUILT = re.compile(r"a-[a-z-]+|k\d|level-\d")


def test_every_class_of_the_sheets_stands_on_some_page():
    """A rule for what no page has is weight that everybody loads."""
    named = set(
        re.findall(r"\.([a-z][\w-]*)(?=[^{}]*\{)", SHEET + WORK_SHEET + PRINT_SHEET)
    )
    used = "\n".join(
        path.read_text() for path in tree.files(".html", ".py", ".js", ".svg", below=PLACES)
    )

    unused = {
        name
        for name in named
        if not BUILT.fullmatch(name) and not re.search(rf"(?<![\w-]){name}(?![\w-])", used)
    }

    assert unused == set()


def test_newcomers_are_told_what_each_part_of_the_sheet_holds() -> None:
    guide = (STATIC.parent / "CONTRIBUTING.md").read_text()
    parts = re.findall(r"^/\* (.+) \*/$", SHEET, re.MULTILINE)

    told = re.findall(
        r"^\| ([^|`]+) \| [^|]+ \|$", guide.partition("## How pages look")[2], re.MULTILINE
    )

    assert len(parts) > 10
    assert told[: len(parts)] == parts
