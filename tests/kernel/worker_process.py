"""`python -m tests.kernel.worker_process DATABASE [OPTION...]`: a worker on the database of a test."""

import os
import sys

import django
from django.db import connections

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()
connections.databases["default"]["NAME"] = sys.argv[1]

if __name__ == "__main__":
    from kith.kernel.worker import main

    main(sys.argv[2:])
