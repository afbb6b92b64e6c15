"""The taking of texts out of files, as a job: kind, key and payload stand here only."""

from django.utils.translation import gettext_lazy as _

from gmp_portal import jobs
from gmp_portal.documents.models import Document
from gmp_portal.jobs import told_jobs

TAKE_TEXT = "documents.take_text"
told_jobs.register(TAKE_TEXT, _("Text of a file, for the search"))


def enqueue_text(document: Document) -> None:
    """Have the text of this file taken; two documents of the same bytes have a job each."""
    jobs.enqueue(TAKE_TEXT, document.pk, sha256=document.sha256)
