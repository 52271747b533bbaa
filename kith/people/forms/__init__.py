"""The shapes of input about accounts and profiles."""
