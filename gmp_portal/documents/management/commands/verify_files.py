"""Check that every recorded file is there and unaltered, and that nothing else is."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from gmp_portal.documents import files, janitor
from gmp_portal.documents.models import Document


class Command(BaseCommand):
    help = (
        "Recompute the hash of every stored file and original and name missing or altered ones; "
        "name files that belong to nothing, which go by themselves after the days of R-26."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        bad = self._name_bad_files()
        unclaimed = self._name(janitor.unclaimed())
        orphans = list(janitor.orphans())
        for name in orphans:
            self.stdout.write(f"{name}: no file of the portal")
        if bad:
            message = f"{bad} files are missing or altered."
            raise CommandError(message)
        self.stdout.write(f"{Document.objects.count()} files, all intact.")
        if unclaimed or orphans:
            self.stdout.write(f"{unclaimed + len(orphans)} belong to nothing.")

    def _name_bad_files(self) -> int:
        bad = 0
        for document in Document.objects.order_by("stored_at").iterator():
            if not files.is_intact(document):
                bad += 1
                self.stderr.write(f"{document.pk} {document.name}: missing or altered")
        return bad

    def _name(self, unclaimed: QuerySet[Document]) -> int:
        for document in unclaimed.order_by("stored_at"):
            self.stdout.write(f"{document.pk} {document.name}: belongs to no record")
        return len(unclaimed)
