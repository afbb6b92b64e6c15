"""The draft of an activity, which several people of its partner write (A1-6a-i, C4)."""

from typing import Any, ClassVar

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from areas import permissions
from areas.actions import activities
from areas.forms.activities import ActivityForm
from areas.models import Activity
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Anybody, get_for_role, require_step
from gmp_portal.writing.written import Forms, Writing


class ActivityWriting(Writing[Activity]):
    """What a partner says of its activity before a lead acknowledges it."""

    kind: ClassVar[str] = activities.TEXT
    becomes_public = True

    def find(self, user: Anybody, key: str) -> Activity:
        if not key.isdecimal():
            raise Http404
        visible = Activity.objects.visible_to(user).select_related("area__body", "partner")
        permission = permissions.can_activity_change
        return get_for_role(visible, user, permission, pk=key[:18])

    def require_now(self, user: User, record: Activity) -> None:
        require_step(user, permissions.can_activity_change, record)

    def lock(self, record: Activity) -> Activity:
        # A second copy: forms write into what they are given even where they are refused.
        held = Activity.objects.select_related("area__body", "partner").get(pk=record.pk)
        activities.hold_draft(held)
        return held

    def forms(self, record: Activity, data: Any = None, files: Any = None) -> Forms:
        return [ActivityForm(data, instance=record, area=record.area)]

    def save(self, record: Activity, forms: Forms, *, by: User) -> None:
        activities.change(record, facts=forms[0].facts, by=by)

    def page(self, record: Activity) -> str:
        return reverse("areas:activity_change", args=[record.pk])

    def part(self, record: Activity) -> str:
        return _("Draft of an activity")


ACTIVITY = ActivityWriting()
