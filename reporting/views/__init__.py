"""Pages of cycles, progress reports, area reports and reports to governing bodies."""
