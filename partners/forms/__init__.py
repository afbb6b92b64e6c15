"""Forms of this room: the parts of a letter, the desk, the register."""
