"""Who was told what, in which language, and whether it arrived."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "gmp_portal.notifications"
    label = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        from gmp_portal.ledger import acts  # noqa: PLC0415 apps must be loaded
        from gmp_portal.notifications import (  # noqa: PLC0415
            act_words,
            kinds,
            merging,
            personal_data,
        )
        from gmp_portal.notifications.acts import Act  # noqa: PLC0415
        from gmp_portal.notifications.models import Message  # noqa: PLC0415

        acts.register(Act)
        kinds.register("notifications", action={"checkpoint": ""})
        digest = kinds.MailKind(Message.Kind.DIGEST)
        kinds.KINDS.register("notifications/digest.txt", digest)
        act_words.register_all()
        personal_data.register_all()
        merging.register_all()
