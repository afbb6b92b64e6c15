"""How dates are written where the United Nations differ from Django."""
