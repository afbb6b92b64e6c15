"""Tables that go out as a workbook to fill in, and come back as a workbook or as CSV."""
