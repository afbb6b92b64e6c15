"""What becomes of the rows of this app when two accounts are merged (C16, R-58)."""

from django.utils.translation import gettext_lazy

from gmp_portal.accounts import merging
from gmp_portal.accounts.merging import Key
from gmp_portal.documents.models import Document, FileReading, PartialUpload


def register_all() -> None:
    merging.register(
        Key(
            PartialUpload,
            "person",
            stays=gettext_lazy("A file that had not arrived is sent anew."),
        )
    )
    merging.register_history(Document, "stored_by")
    merging.register_history(FileReading, "person")
