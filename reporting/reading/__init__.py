"""What pages, downloads and mails show of reports and who owes them; read-only."""
