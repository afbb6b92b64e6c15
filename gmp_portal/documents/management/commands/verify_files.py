"""Check that every recorded file is there and unaltered."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gmp_portal.documents import files
from gmp_portal.documents.models import Document


class Command(BaseCommand):
    help = "Recompute the hash of every stored file and name missing or altered ones."

    def handle(self, *args: Any, **options: Any) -> None:
        bad, good = [], 0
        for document in Document.objects.order_by("stored_at").iterator():
            if files.is_intact(document):
                good += 1
            else:
                bad.append(document)
                self.stderr.write(f"{document.pk} {document.name}: missing or altered")
        if bad:
            message = f"{len(bad)} files are missing or altered."
            raise CommandError(message)
        self.stdout.write(f"{good} files, all intact.")
