"""Pages about accounts and profiles."""
