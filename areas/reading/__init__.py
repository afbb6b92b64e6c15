"""What pages, downloads and mails show of areas and their plans; read-only."""
