"""Pages of meetings, decisions and reports."""
