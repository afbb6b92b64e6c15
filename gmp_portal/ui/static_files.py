"""What an installation sends of its own scripts: without the lines that explain them."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

OWN = re.compile(r"(?:js|editor)/[\w-]+\.js")
EXPLAINED = re.compile(rb"^[ \t]*//.*\n", re.MULTILINE)


def lean(script: bytes) -> bytes:
    """The script without the lines that are comments and nothing else."""
    return EXPLAINED.sub(b"", script)


class LeanStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Names each file by what it holds, compresses it, and leaves comments of scripts at home."""

    def post_process(
        self, paths: dict[str, Any], *args: Any, **options: Any
    ) -> Iterator[Any]:
        for path in filter(OWN.fullmatch, paths):
            with self.open(path) as file:
                script = file.read()
            self.delete(path)
            self.save(path, ContentFile(lean(script)))
            paths[path] = (self, path)
        yield from super().post_process(paths, *args, **options)
