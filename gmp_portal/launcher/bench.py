"""``./portal bench``: measurements of the portal and of its tests."""

import os
import subprocess
import sys

from gmp_portal.launcher import paths

BENCHES = {
    "chaos": "what is lost while every part of the portal is killed at random",
    "compare": "how long two versions of a paragraph of 40,000 characters take",
    "downloads": "how soon a list of 50,000 rows begins to come, and what memory it takes",
    "files": "which of hundreds of hostile and ordinary files get in, and what each takes",
    "imports": "how long a table of 10,000 partners takes beside django-import-export",
    "jobs": "how soon work in the background begins, and how 5,000 jobs drain",
    "mutants": "how many small mistakes in the code the tests notice",
    "pages": "what every page costs with 300, 5,000 and 50,000 partners",
    "pdf": "how long each kind of document takes in each language, and what veraPDF says",
    "peers": "what the list of partners costs beside Wagtail's",
    "search": "how soon words are found in 50,000 documents, and whether all of them are",
    "slowline": "whether a letter can be written and signed on a very bad line",
    "start": "what a start costs against a bare project, and the first page after it",
    "firstvisit": "what a first visit weighs on a slow line, and how soon its page stands still",
    "times": "whether the time of an answer tells that an address is known",
    "writer": "what a plan takes in LibreOffice Writer and Calc, and what here, side by side",
    "walk": "every page as every role in a browser: dead links, errors, width, accessibility",
}


def run(arguments: list[str]) -> int:
    """Run the bench named, or tell which there are."""
    name, *options = arguments or ["help"]
    if name not in BENCHES:
        print("./portal bench NAME [options]   --help tells the options of one")
        for each, meaning in BENCHES.items():
            print(f"  {each:<10} {meaning}")
        return 0 if name in {"help", "-h", "--help"} else 2
    # Its plugins look for the tests from here.
    os.chdir(paths.ROOT)
    command = [sys.executable, "-m", f"tests.bench.{name}", *options]
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 130
