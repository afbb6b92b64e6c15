"""Small processes of their own, in which files from outside are read: hostile ones stay there."""

import subprocess
import sys
import tempfile

from django.conf import settings


def answer_of(module: str, data: bytes, *, seconds: float) -> bytes:
    """What the module answers to these bytes; nothing where it died, or took too long."""
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as target:
        source.write(data)
        source.seek(0)
        try:
            done = subprocess.run(  # noqa: S603 our own module, no shell
                [sys.executable, "-m", module],
                stdin=source,
                stdout=target,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                check=False,
                cwd=settings.BASE_DIR,
            )
        except subprocess.TimeoutExpired:
            return b""
        if done.returncode:
            # Killed by its limits, or by a fault of a parser.
            return b""
        target.seek(0)
        return target.read()
