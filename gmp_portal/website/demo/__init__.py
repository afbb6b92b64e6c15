"""The demonstration: facts of the Partnership and invented *Example* records in every state."""
