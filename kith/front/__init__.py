"""The door of every page process: an RSGI application that reads whole requests and hands them to Django.

It owns time and size (deadlines, limits, admission), the connection (who is asking, compression, files, static
files) and the hand-over to Django's WSGI handler. It knows nothing of members and posts.
"""
