"""The typesetting package: frozen dataclasses become HTML, and HTML becomes PDF bytes.

Nothing here knows models, requests or settings. The three entry points are
``session.session_pdf``, ``letter.letter_pdf`` and ``publication.publication_pdf``;
all of them go through ``render.typeset``. WeasyPrint is imported by the first
rendering and not before.
"""
