"""Forms of meetings, decisions and reports."""
