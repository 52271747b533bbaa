"""Finding people, posts and hashtags by words: the index and who may find what. It owns no words of its own: all of
the index can be made again from the other domains' tables."""
