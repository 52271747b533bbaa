"""The forms of graph, one concern a file."""
