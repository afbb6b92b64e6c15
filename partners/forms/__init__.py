"""Forms of this app: the parts of a letter, the desk, the register."""
