"""Texts for people are joined by ``gmp_portal.words``, as each language does it.

Chinese writes 、 in a list and Arabic ،; a colon, a bracket and the blank between two sentences
differ as well.
"""

import ast
import re
from collections.abc import Iterator

import pytest
from django.utils import translation

from gmp_portal import words
from gmp_portal.launcher import tree

# What only programs read, or only those who run the portal.
FOR_PROGRAMS = {
    "areas/api.py",
    "gmp_portal/rounds.py",
    "gmp_portal/rulebook/working_rule.py",
    "gmp_portal/ui/downloads.py",
    "gmp_portal/ui/spreadsheets.py",
    "gmp_portal/website/open_api/service.py",
}
FOR_PROGRAMMERS = ("launcher", "management", "typesetting", "session_documents", "demo")
SEPARATORS = {", ", "; "}
BETWEEN = {", ", "; ", ": "}
# What a template says in words of its own, and a sign of the Latin script after something else.
SAID_WHOLE = re.compile(
    r"\{% blocktranslate.*?\{% endblocktranslate %\}|\{#.*?#\}", re.DOTALL
)
LATIN_SIGN = re.compile(
    r"(?:</\w+>|\}\}|%\})[,;:](?=\s|<|$)|visually-hidden\">[,;:]", re.MULTILINE
)
LIST_IN_A_TEMPLATE = re.compile(r"\|join:\"[,;]|\{% if not forloop\.last %\}[,;]")


def _joined(source: str) -> Iterator[int]:
    """The lines on which texts are joined with signs of the Latin script."""
    for node in ast.walk(ast.parse(source)):
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if is_call and node.func.attr == "join":
            by = node.func.value
            if isinstance(by, ast.Constant) and by.value in SEPARATORS:
                yield node.lineno
        if isinstance(node, ast.JoinedStr) and len(node.values) > 2:
            first, *_middle, last = node.values
            fixed = [part.value for part in node.values if isinstance(part, ast.Constant)]
            is_about_texts = isinstance(first, ast.FormattedValue) and isinstance(
                last, ast.FormattedValue
            )
            is_joined = is_about_texts and fixed and set(fixed) <= BETWEEN
            if is_joined and not any(map(_is_for_programs, node.values)):
                yield node.lineno


def _is_for_programs(part: ast.expr) -> bool:
    """A value in a fixed form, or the name of a class: no text for people."""
    if not isinstance(part, ast.FormattedValue):
        return False
    said = ast.unparse(part.value)
    return part.format_spec is not None or "__name__" in said or "_meta" in said


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('x = ", ".join(names)', [1]),
        ('x = " · ".join(names)', []),
        ('x = f"{label}: {value}"', [1]),
        ('x = f"{number}. {title}"', []),
        ('x = f"{type(e).__name__}: {e}"', []),
        ('x = f"Content-Type: {kind}"', []),
    ],
)
def test_what_is_joined_by_hand_is_found(source, lines):
    assert list(_joined(source)) == lines


def test_nothing_for_people_is_joined_by_hand():
    found = [
        f"{tree.name(path)}:{line}"
        for path in tree.python_files()
        if tree.name(path) not in FOR_PROGRAMS
        and not any(part.startswith(FOR_PROGRAMMERS) for part in path.parts)
        for line in _joined(path.read_text())
    ]

    assert not found


def test_no_template_joins_a_list_by_hand():
    found = [
        f"{tree.name(path)}:{number}"
        for path in tree.templates()
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if LIST_IN_A_TEMPLATE.search(line)
    ]

    assert not found


@pytest.mark.parametrize(
    ("source", "signs"),
    [
        ("<b>{{ name }}</b>, {{ office }}", ["</b>,"]),
        ('<span class="visually-hidden">: {{ title }}</span>', ['visually-hidden">:']),
        ("{% blocktranslate %}{{ name }}: {{ office }}{% endblocktranslate %}", []),
        ("{{ name }}{% colon %}{{ office }}", []),
        ('<a href="{{ page }}:{{ number }}">', []),
    ],
)
def test_a_latin_sign_between_texts_is_found(source, signs):
    assert LATIN_SIGN.findall(SAID_WHOLE.sub("", source)) == signs


def test_no_template_puts_a_latin_sign_between_texts():
    found = [
        f"{tree.name(path)}: {sign}"
        for path in tree.templates()
        for sign in LATIN_SIGN.findall(SAID_WHOLE.sub("", path.read_text()))
    ]

    assert found == []


def test_each_language_has_its_own_signs():
    with translation.override("zh-hans"):
        said = [
            words.listed(["铅", "", None, "镉"]),
            words.listed_apart(["甲", "乙"]),
            words.beside("甲", "乙"),
            words.sentences("好。", "", "再见。"),
            words.labelled("状态", "进行中"),
            words.in_brackets("甲", "乙"),
            words.in_brackets("甲", ""),
        ]

    assert said == [
        "铅、镉",
        "甲；乙",
        "甲，乙",
        "好。再见。",
        "状态：进行中",
        "甲（乙）",
        "甲",
    ]


def test_english_keeps_its_signs():
    assert words.listed(iter(["lead", "cadmium"])) == "lead, cadmium"
    assert words.sentences("One.", "Two.", "Three.") == "One. Two. Three."
    assert words.sentences() == ""


def _frozen(source: str) -> Iterator[int]:
    """The lines on which a class or a module puts a text together once, for all languages."""
    inside = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    waiting: list[ast.AST] = [ast.parse(source)]
    while waiting:
        for node in ast.iter_child_nodes(waiting.pop()):
            if isinstance(node, ast.JoinedStr) and any(
                isinstance(part, ast.FormattedValue)
                and isinstance(part.value, ast.Attribute)
                for part in node.values
            ):
                yield node.lineno
            elif not isinstance(node, inside):
                waiting.append(node)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        (
            'class Form:\n    choices = [(s.key, f"{s.key}. {s.title}") for s in SECTIONS]',
            [2],
        ),
        (
            'def choices():\n    return [(s.key, f"{s.key}. {s.title}") for s in SECTIONS]',
            [],
        ),
        ('class Form:\n    choices = lambda: f"{s.key}. {s.title}"', []),
        ('path(f"{PLAN}frame/", plans.frame)', []),
    ],
)
def test_a_text_that_is_put_together_too_early_is_seen(source, lines):
    assert list(_frozen(source)) == lines


def test_no_text_is_put_together_before_the_language_is_known():
    found = [
        f"{tree.name(path)}:{line}"
        for path in tree.python_files()
        for line in _frozen(path.read_text())
    ]

    assert found == []
