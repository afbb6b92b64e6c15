"""What was sent is sealed beside what people open, and each name ends as its kind does."""

from django.db import migrations, models
from django.db.models import F

ENDINGS = {
    "application/pdf": ("pdf",),
    "application/json": ("json",),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx",),
    "application/vnd.oasis.opendocument.text": ("odt",),
    "application/vnd.oasis.opendocument.spreadsheet": ("ods",),
}

def name_by_kind(apps, schema_editor):
    """Names that lied about their kind get the true ending: a.pdf.exe was a.pdf all the time."""
    documents = apps.get_model("documents", "Document").objects.using(
        schema_editor.connection.alias
    )
    for media_type, endings in ENDINGS.items():
        for document in documents.filter(media_type=media_type).iterator():
            name = _named(document.name, endings)
            if name != document.name:
                document.name = name
                document.save(update_fields=["name"])


def _named(name, endings):
    stem, dot, ending = name.rpartition(".")
    if dot and ending.lower() in endings:
        return name
    if dot and stem.rpartition(".")[2].lower() in endings:
        return stem
    return f"{name[:114]}.{endings[0]}"


def seal_what_came(apps, schema_editor):
    """A PDF was kept as it came; pictures were redrawn, and their originals are gone."""
    documents = apps.get_model("documents", "Document").objects.using(
        schema_editor.connection.alias
    )
    documents.filter(media_type="application/pdf", stored_by__isnull=False).update(
        original_sha256=F("sha256"), original_size=F("size")
    )


def nothing(apps, schema_editor):
    """Names keep their endings."""


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_policy_names")]
    operations = [
        migrations.AddField(
            "document",
            "original_sha256",
            models.CharField(
                blank=True, db_index=True, default="", editable=False, max_length=64
            ),
        ),
        migrations.AddField(
            "document",
            "original_size",
            models.PositiveBigIntegerField(editable=False, null=True),
        ),
        migrations.RunPython(name_by_kind, nothing),
        migrations.RunPython(seal_what_came, nothing),
    ]
