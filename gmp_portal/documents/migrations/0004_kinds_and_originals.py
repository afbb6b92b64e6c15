"""The database keeps the kinds of files, their endings, and originals that are whole."""

from django.db import migrations, models
from django.db.models import Q

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
NAMED = Q()
for media_type, endings in ENDINGS.items():
    for ending in endings:
        NAMED |= Q(media_type=media_type, name__iendswith=f".{ending}")


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_sealed_originals")]
    operations = [
        migrations.RemoveConstraint("document", "document_media_type_allowed"),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(condition=NAMED, name="document_ends_as_its_kind"),
        ),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                condition=Q(original_sha256="", original_size__isnull=True)
                | Q(original_sha256__regex=r"^[0-9a-f]{64}$", original_size__isnull=False),
                name="document_original_complete",
            ),
        ),
    ]
