"""Acts that belong to no single app; each writes the ledger."""
