"""Texts with signs for properties: any blocks, and any text at all."""

from hypothesis import strategies as st

from gmp_portal.typesetting.signs import inline
from gmp_portal.typesetting.signs.blocks import (
    Entry,
    Figure,
    Heading,
    List,
    Note,
    Paragraph,
    Table,
    Words,
)

# What has a meaning somewhere, among letters of several scripts.
LETTERS = "ab 1#-.*_[]()^|\\!%汞م\u00a0:/"
TEXTS = st.text(LETTERS + "\n", max_size=12)
ADDRESSES = st.sampled_from(
    ["", "https://unep.org/a_b?c=(d)|e", "mailto:a@b.org", "javascript:alert(1)"]
)
WORDS = st.builds(Words, TEXTS, st.booleans(), st.booleans(), ADDRESSES)
NOTES = st.builds(Note, st.lists(WORDS, max_size=3).map(tuple))
RUNS = st.lists(WORDS | NOTES, max_size=5).map(inline.settled)
LINES = (
    st.text(LETTERS, min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split(" ")).strip(" "))
    .filter(bool)
)
HEADINGS = st.builds(
    Heading, st.sampled_from([1, 2]), LINES.map(lambda t: " ".join(t.split())).filter(bool)
)
PARAGRAPHS = st.builds(Paragraph, RUNS.filter(bool))
FIGURES = st.builds(
    Figure,
    st.integers(0, 999_999_999),
    st.text(LETTERS, max_size=12).map(lambda text: " ".join(text.split())),
    RUNS,
    RUNS,
)


@st.composite
def lists(draw):
    is_numbered = draw(st.booleans())
    first = Entry(draw(RUNS.filter(bool)), 1, is_numbered)
    rest = [
        Entry(runs, level, is_numbered if level == 1 else inner)
        for runs, level, inner in draw(
            st.lists(
                st.tuples(RUNS.filter(bool), st.sampled_from([1, 2]), st.booleans()),
                max_size=4,
            )
        )
    ]
    return List((first, *rest))


@st.composite
def tables(draw):
    width = draw(st.integers(1, 3))
    row = st.lists(RUNS, min_size=width, max_size=width).map(tuple)
    return Table(tuple(draw(st.lists(row, min_size=1, max_size=3))))


BLOCKS = st.lists(
    st.one_of(HEADINGS, PARAGRAPHS, FIGURES, lists(), tables()), max_size=6
).map(tuple)
ANY = st.text(LETTERS + "\n\r\t•oء", max_size=120)
