"""What pages above the apps show, gathered from all of them; read-only."""
