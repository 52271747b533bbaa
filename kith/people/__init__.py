"""Accounts, profiles, permissions, sessions, joining and leaving. Who follows whom is `graph`."""
