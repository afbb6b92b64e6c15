"""What pages, downloads and mails show of letters and partners; read-only."""
