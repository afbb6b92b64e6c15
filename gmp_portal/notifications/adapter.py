"""Sign-in mails take the same road as all others: the outbox, sent by a job."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models import User
from gmp_portal.notifications import outbox
from gmp_portal.notifications.models import Message


class AccountAdapter(DefaultAccountAdapter):
    """Writes allauth's mails to the outbox, in the reader's language."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        reader = User.objects.filter(email__iexact=email).first()
        language = reader.language if reader else translation.get_language() or "en"
        with translation.override(language):
            host = settings.SITE_URL.rpartition("/")[2]
            site = {"name": gettext("Global Mercury Partnership"), "domain": host}
            mail = self.render_mail(
                template_prefix, email, context | {"current_site": site}
            )
        outbox.queue(
            Message(
                recipient=reader,
                address=email,
                language=language,
                template=template_prefix,
                subject=" ".join(str(mail.subject).split())[:250],
                body=mail.body,
                is_secret=True,
            )
        )

    def clean_email(self, email: str) -> str:
        """Refuse an address that is longer than mail servers take."""
        longest = User._meta.get_field("email").max_length or 0
        if len(email) > longest:
            raise ValidationError(
                _(
                    "This e-mail address is longer than %(longest)d characters: use another one."
                )
                % {"longest": longest}
            )
        return str(super().clean_email(email))

    def populate_username(self, request: HttpRequest, user: User | AnonymousUser) -> None:
        """There is no user name: the e-mail address is the name."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "The e-mail address and the password do not fit together."
        ),
    }
