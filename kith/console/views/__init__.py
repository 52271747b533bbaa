"""The pages of the console, one concern a file. Every change is a verb of another domain, and is in the audit log."""
