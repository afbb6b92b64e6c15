"""Hand out what somebody sent, exactly as it came, to who keeps the installation."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from gmp_portal import ledger
from gmp_portal.documents.acts import Act
from gmp_portal.documents.models import Document, key_of


class Command(BaseCommand):
    help = (
        "Write the sealed original of a file to a path, with a reason for the ledger. It may be "
        "hostile: no page hands it out, and it is opened only where nothing can be harmed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("document", help="the key of the file, as in its address")
        parser.add_argument("path", help="where to write it; nothing is written over")
        parser.add_argument("--reason", required=True, help="why it is needed")

    def handle(self, *args: Any, **options: Any) -> None:
        document = self._find(options["document"])
        with transaction.atomic(), Path(options["path"]).open("xb") as target:
            with storages["default"].open(key_of(document.original_sha256)) as original:
                target.writelines(original.chunks())
            facts = {"sha256": document.original_sha256, "reason": options["reason"]}
            ledger.record(Act.FILE_UNSEALED, document, by=None, **facts)
        self.stdout.write(f"{document.original_size} bytes, {document.original_sha256}")

    def _find(self, key: str) -> Document:
        try:
            document = Document.objects.exclude(original_sha256="").get(pk=key)
        except (Document.DoesNotExist, ValidationError) as error:
            message = "No file with this key has an original."
            raise CommandError(message) from error
        return document
