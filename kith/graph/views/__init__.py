"""The pages of graph, one concern a file."""
