"""Texts with headings, lists, tables, figures, links and notes, kept as text with signs (ADR 57).

``lines`` reads a text into blocks and writes blocks as text; ``inline`` does so for the words of a
block; ``plain`` gives the words alone. ``static/editor/signs.js`` reads and writes the same signs,
and the vectors in ``tests/typesetting/signs.json`` are run against both.
"""
