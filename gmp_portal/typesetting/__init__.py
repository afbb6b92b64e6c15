"""Typesetting: frozen dataclasses become HTML, and HTML becomes PDF bytes.

Nothing here knows models, requests or settings. Its three functions are
``session.session_pdf``, ``letter.letter_pdf`` and ``publication.publication_pdf``: each belongs
to a ``layout.Layout`` and goes through ``render.typeset``. WeasyPrint is imported by the first
rendering and not before.
"""
