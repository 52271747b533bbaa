"""The operator's pages: members, invitations, withheld posts. Every change is a verb of another domain."""
