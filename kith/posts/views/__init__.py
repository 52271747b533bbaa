"""The pages and small acts of posts, one concern a file."""
