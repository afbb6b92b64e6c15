"""Texts and rows that several people write: revisions, merge, and who else is here."""
