"""``./portal bench files``: the corpus of hostile and ordinary files, judged as uploads."""

import sys

from tests.documents.corpus.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
