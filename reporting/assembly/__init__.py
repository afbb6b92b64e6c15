"""How a report to a governing body is composed, section by section."""
