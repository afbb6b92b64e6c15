"""Tables of partners that come in: what they look like, and what they would do to the register."""
