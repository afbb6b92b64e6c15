"""A document of any blocks as a Word file; writing one loads what it takes."""

from collections.abc import Sequence

from gmp_portal.exchange.word.covers import Cover
from gmp_portal.typesetting.content import Annex, Block

__all__ = ["Cover", "document"]


def document(
    given: Sequence[Block],
    *,
    language: str,
    title: str,
    draft: str = "",
    annexes: Sequence[Annex] = (),
    cover: Cover | None = None,
) -> bytes:
    """Return the file: each kind of block has its style, numbers are Word's, equal bytes."""
    from gmp_portal.exchange.word import document_writing  # noqa: PLC0415 loads lxml

    return document_writing.document(
        given,
        language=language,
        title=title,
        draft=draft,
        annexes=annexes,
        cover=cover or Cover(),
    )
