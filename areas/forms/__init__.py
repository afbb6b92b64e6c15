"""What people fill in about areas and their plans."""
