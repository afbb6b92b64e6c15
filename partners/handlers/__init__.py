"""What a worker does for this app: files of letters, what the public reads, tables of partners."""

from partners.handlers import imports, letters, publications

__all__ = ["imports", "letters", "publications"]
