"""What people fill in: cycles, progress reports, area reports, and the texts of reports."""
