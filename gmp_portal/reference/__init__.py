"""What all rooms share: countries and their groups, the framework's lists, numbers."""
