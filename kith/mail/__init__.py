"""One way to send a letter. It does not decide who is told what."""
