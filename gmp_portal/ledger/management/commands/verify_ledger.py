"""Check the whole chain of acts and name what is wrong with it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gmp_portal.ledger import verify
from gmp_portal.ledger.models import Entry


class Command(BaseCommand):
    help = "Recompute every hash of the ledger and name altered or deleted rows."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--checkpoint",
            help="SEQ:HASH kept from an earlier run; betrays a cut-off tail.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        faults = list(verify.faults())
        if options["checkpoint"]:
            faults += self._compare(options["checkpoint"])
        for fault in faults:
            self.stderr.write(f"row {fault.seq}: {fault.what}")
        if faults:
            message = f"{len(faults)} faults in the ledger."
            raise CommandError(message)
        last = verify.checkpoint()
        if last is None:
            self.stdout.write("The ledger is empty.")
            return
        self.stdout.write(f"{last.seq} acts, all intact. Checkpoint {last.seq}:{last.hash}")

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
