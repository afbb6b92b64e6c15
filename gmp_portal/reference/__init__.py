"""What everybody agrees on: countries and their groups, the framework's lists, running numbers."""
