"""The home and profile pages: fan-out on write, catch-up on read. Entries are derived and can be rebuilt."""
