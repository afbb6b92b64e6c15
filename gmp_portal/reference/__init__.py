"""What all apps share: countries and their groups, the framework's lists, numbers."""
