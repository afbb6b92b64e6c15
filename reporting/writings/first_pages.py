"""The first page of a past document, which several officers may fill in (B7-4, C4)."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Anybody, get_for_role, require_step
from gmp_portal.words import beside
from gmp_portal.writing.written import Forms, Writing
from reporting import permissions
from reporting.actions import imported_texts
from reporting.forms.imported_texts import FirstPageForm
from reporting.models import ImportedText
from reporting.session_documents import first_page

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class FirstPageWriting(Writing[ImportedText]):
    """The lines of the first page that the text of a past document says, or leaves out."""

    kind: ClassVar[str] = "reporting.first_page"

    def find(self, user: Anybody, key: str) -> ImportedText:
        if not key.isdecimal():
            raise Http404
        visible = ImportedText.objects.visible_to(user)
        return get_for_role(visible, user, permissions.can_import_first_page, pk=key[:18])

    def require_now(self, user: User, record: ImportedText) -> None:
        require_step(user, permissions.can_import_first_page, record)

    def lock(self, record: ImportedText) -> ImportedText:
        held = ImportedText.objects.get(pk=record.pk)
        held.lock()
        imported_texts.refuse_unless_settling(held)
        return held

    def forms(self, record: ImportedText, data: Any = None, files: Any = None) -> Forms:
        rows = record.pieces
        said = first_page.read(rows, record.lines)
        printed = {
            name: " ".join(first_page.printed(name, rows, record.lines)) for name in said
        }
        initial = {**said, **record.typed}
        return [FirstPageForm(data, initial=initial, said=said, printed=printed)]

    def save(self, record: ImportedText, forms: Forms, *, by: User) -> None:
        imported_texts.fill_first_page(record, forms[0].typed(), by=by)

    def title(self, record: ImportedText) -> "StrOrPromise":
        return beside(record.name, self.part(record))

    def page(self, record: ImportedText) -> str:
        return reverse("reporting:import_first_page", args=[record.pk])

    def scope(self, record: ImportedText) -> str:
        return f"reporting.import:{record.pk}"

    def part(self, record: ImportedText) -> str:
        return _("First page")


FIRST_PAGE = FirstPageWriting()
