"""What can happen to letters, partners and those who speak for them."""
