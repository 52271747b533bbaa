"""Follow, friend (mutual follow), block, mute; and which audience reaches whom. It holds no posts."""
