"""What pages, downloads and mails show of the group and its reviews; read-only."""
