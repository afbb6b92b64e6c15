#!/usr/bin/env python3
"""The script for Django's commands; ``./portal manage`` brings a database along."""

import atexit
import gc
import os
import sys

# They change tables, or the rights to them; everything else runs as a role that owns nothing.
# The sample data tell of a past that the triggers would refuse to anybody else.
OF_THE_OWNER = {"migrate", "createcachetable", "secure_database", "load_demo"}


# Loading the apps makes hundreds of thousands of objects that stay: looking through them for
# garbage again and again would take a fifth of the start.
GARBAGE = 50_000


def main() -> None:
    """Hand the command line to Django."""
    gc.set_threshold(GARBAGE)
    # At the end the memory is given back as a whole.
    atexit.register(gc.freeze)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gmp_portal.settings")
    if OF_THE_OWNER.intersection(sys.argv[1:2]):
        os.environ.setdefault("AS_OWNER", "1")
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
