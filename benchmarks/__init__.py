"""What Sapere costs and how well it does: each module is one command and prints one table."""
