"""The verbs of ``./portal`` that need Python."""

import sys

from gmp_portal.launcher import bench, check, demo, manage, messages, testing
from gmp_portal.launcher.processes import StartError
from gmp_portal.launcher.sources import MissingServerError

VERBS = {
    "bench": bench.run,
    "check": check.run,
    "demo": demo.run,
    "manage": manage.run,
    "test": testing.run,
    "texts": messages.run,
}


def main() -> int:
    """Run the verb and turn what a reader can mend into a sentence."""
    verb, *arguments = sys.argv[1:]
    try:
        return VERBS[verb](arguments)
    except (StartError, MissingServerError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
