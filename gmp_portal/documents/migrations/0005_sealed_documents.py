"""A stored file keeps its name, its hash and everything else that was noted of it."""

from django.db import migrations

from gmp_portal.ledger.sealing import seal


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_kinds_and_originals"), ("ledger", "0005_seal")]
    operations = [
        seal(
            *("documents_document", "document_stays", "A stored file stays as it was stored."),
            on="UPDATE",
            when="true",
        )
    ]
