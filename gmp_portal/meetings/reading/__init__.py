"""What pages, downloads and mails show of meetings, decisions and reports; read-only."""
