"""Uploads, clean masters, renditions. It knows owner ids, never people, and asks the registry who may see a file."""
