"""What can be found, by whom, in which words (A1-6d-ii)."""
