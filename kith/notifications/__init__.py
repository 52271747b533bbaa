"""Who is told what: the bell and its page. What happened is said by events of other domains."""
