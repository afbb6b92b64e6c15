"""Check the whole chain of acts and name what is wrong with it."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gmp_portal.ledger import grants, guards, verify
from gmp_portal.ledger.models import Entry

OWNED = (
    "Whoever runs the portal owns the ledger and could rewrite it: run"
    " manage.py secure_database."
)


class Command(BaseCommand):
    help = (
        "Recompute every hash of the ledger, compare the checkpoints the portal keeps, and "
        "name altered or deleted rows, a tail that was cut off, and triggers that are not "
        "what they were."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--checkpoint",
            help="SEQ:HASH from a mail or a PDF, where the kept ones are not trusted.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for fault in self._faults(options):
            self.stderr.write(f"row {fault.seq}: {fault.what}")
            count += 1
        if grants.owns_the_ledger():
            self.stderr.write(OWNED)
        if count:
            message = f"{count} faults in the ledger."
            raise CommandError(message)
        last = verify.end()
        if last is None:
            self.stdout.write("The ledger is empty.")
            return
        self.stdout.write(f"{last.seq} acts, all intact. Checkpoint {last}")

    def _faults(self, options: dict[str, Any]) -> Iterator[verify.Fault]:
        for what in guards.faults():
            yield verify.Fault(0, what)
        yield from verify.faults(self._tell if options["verbosity"] > 1 else None)
        if options["checkpoint"]:
            yield from self._compare(options["checkpoint"])

    def _tell(self, seq: int) -> None:
        self.stdout.write(f"{seq} acts read …")

    def _compare(self, checkpoint: str) -> list[verify.Fault]:
        seq, _, digest = checkpoint.partition(":")
        if not seq.isdigit():
            message = "A checkpoint looks like SEQ:HASH."
            raise CommandError(message)
        row = Entry.objects.filter(seq=int(seq)).values_list("hash", flat=True).first()
        if row is None:
            return [
                verify.Fault(int(seq), "the checkpoint's row is gone: the tail was cut off")
            ]
        if bytes(row).hex() != digest:
            return [verify.Fault(int(seq), "the checkpoint's row has another hash now")]
        return []
