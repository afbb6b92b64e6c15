"""What looks into files that came from outside, in a small process of its own (C2)."""
