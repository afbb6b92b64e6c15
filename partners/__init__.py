"""Partners, their letters of intent and the register."""
