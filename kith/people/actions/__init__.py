"""What is done with members: one verb owns a change and all that follows from it."""
