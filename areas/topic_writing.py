"""The words and the areas of a topic, which several of the secretariat keep (R-81)."""

from typing import Any, ClassVar

from django.http import Http404
from django.urls import reverse

from areas import permissions
from areas.actions import topics
from areas.forms.topics import TopicForm
from areas.models import CrossCuttingTopic, PartnershipArea
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Anybody, get_for_role, require_step
from gmp_portal.writing.written import Forms, Writing


class TopicWriting(Writing[CrossCuttingTopic]):
    """What a topic is about and which areas work on it, which everybody reads (P-6)."""

    kind: ClassVar[str] = "areas.topic"
    becomes_public = True

    def find(self, user: Anybody, key: str) -> CrossCuttingTopic:
        if not key.isdecimal():
            raise Http404
        visible = CrossCuttingTopic.objects.visible_to(user)
        return get_for_role(visible, user, permissions.can_topic_change, pk=key[:18])

    def require_now(self, user: User, record: CrossCuttingTopic) -> None:
        require_step(user, permissions.can_topic_change, record)

    def lock(self, record: CrossCuttingTopic) -> CrossCuttingTopic:
        topics.hold_areas(PartnershipArea.objects.established())
        held = CrossCuttingTopic.objects.get(pk=record.pk)
        topics.hold(held)
        return held

    def forms(
        self, record: CrossCuttingTopic, data: Any = None, files: Any = None
    ) -> Forms:
        return [TopicForm(data, topic=record)]

    def save(self, record: CrossCuttingTopic, forms: Forms, *, by: User) -> None:
        topics.change(record, **forms[0].facts(), by=by)

    def page(self, record: CrossCuttingTopic) -> str:
        return reverse("areas:topic_change", args=[record.slug])


TOPIC = TopicWriting()
