"""What officers write about a funder that is no partner, with several of them at it (C4)."""

from typing import Any, ClassVar

from django.http import Http404

from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Anybody, get_for_role, require_step
from gmp_portal.writing.written import Forms, Writing
from partners import permissions
from partners.actions import funders
from partners.forms.funders import FunderForm
from partners.models import Funder


class FunderWriting(Writing[Funder]):
    """What is known of a funder; the secretariat alone reads it (A1-6d-iii)."""

    kind: ClassVar[str] = "partners.funder"

    def find(self, user: Anybody, key: str) -> Funder:
        if not key.isdecimal():
            raise Http404
        visible = Funder.objects.visible_to(user)
        return get_for_role(visible, user, permissions.can_funder_edit, pk=key)

    def require_now(self, user: User, record: Funder) -> None:
        require_step(user, permissions.can_funder_edit, record)

    def lock(self, record: Funder) -> Funder:
        held = Funder.objects.get(pk=record.pk)
        held.lock()
        return held

    def forms(self, record: Funder, data: Any = None, files: Any = None) -> Forms:
        return [FunderForm(data, initial=FunderForm.stored(record))]

    def save(self, record: Funder, forms: Forms, *, by: User) -> None:
        funders.edit(record, **forms[0].cleaned_data, by=by)

    def page(self, record: Funder) -> str:
        return record.get_absolute_url()


FUNDER = FunderWriting()
