"""Acts that belong to no single room; each writes the ledger."""
