"""The append-only log of what staff did: record(actor, verb, target, reason). It never holds members' words."""
