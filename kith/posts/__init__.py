"""Posts, comments, reactions, shares, saves, hashtags. What is visible is decided here; feeds are in `feed`."""
