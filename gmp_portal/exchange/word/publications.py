"""A publication as a Word file; writing one loads what it takes."""

from collections.abc import Mapping

from gmp_portal.typesetting.publication import PublicationDocument

__all__ = ["publication"]


def publication(
    given: PublicationDocument, *, own: Mapping[str, str] | None = None
) -> bytes:
    """Return the file; ``own`` is what it says of itself, unseen, for when it comes back."""
    from gmp_portal.exchange.word import publication_writing  # noqa: PLC0415 loads lxml

    return publication_writing.publication(given, own=own or {})
