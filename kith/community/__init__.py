"""This community: name, look, joining and reading policy. It does not know its members."""
