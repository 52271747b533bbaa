"""Django's SQLite backend, on the newer of two SQLite libraries: Python's own and the one that pysqlite3 carries.

SQLite 3.7.0 to 3.51.2 can lose committed WAL data in a rare race (fixed in 3.51.3, 3.50.7 and 3.44.6). Python
often carries such a version; the wheel `pysqlite3` carries a mended one, but lacks what Django 6.1 asks of a
connection. Two libraries must never open one file in a process: they drop each other's locks.
"""
