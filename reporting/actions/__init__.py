"""What can happen in reporting: cycles, progress reports, area reports, reports."""
