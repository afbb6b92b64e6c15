"""What can happen to meetings, their papers, decisions and reports."""
