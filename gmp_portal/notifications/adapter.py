"""Sign-in mails take the same road as all others: the outbox, sent by a job."""

from datetime import timedelta
from math import ceil
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as now
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from gmp_portal import offered, rulebook
from gmp_portal.accounts import known_browsers, limits, proxies
from gmp_portal.accounts.limits import Limit, Taken
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import once
from gmp_portal.notifications import first_code, outbox
from gmp_portal.notifications.models import Message
from gmp_portal.ui import unoffered
from gmp_portal.workflow import RuleRefusedError, unmet

RULE = "R-24"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Whoever knows an address can have these written to it; the others tell of what was done.
ASKED_BY_ANYBODY = (
    "account/email/email_confirmation",
    "account/email/email_confirmation_signup",
    "account/email/account_already_exists",
    "account/email/unknown_account",
    "account/email/password_reset_key",
    "account/email/login_code",
)
# Counted apart from all other mails, so that whoever uses those up leaves a way in.
RESET = "account_reset_password"
# A whole office may sit behind one address; only somebody who tries many accounts comes to this.
FROM_ONE_PLACE = Limit(200, HOUR)


class AccountAdapter(DefaultAccountAdapter):
    """Writes allauth's mails to the outbox, in the reader's language."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue a mail, unless the address got as many as it may have within an hour (R-24)."""
        if template_prefix in ASKED_BY_ANYBODY and not self._may_be_written(email):
            return
        reader = User.objects.with_address(email).first()
        wanted = reader.language if reader else translation.get_language() or "en"
        language = outbox.spoken_to(wanted)
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
                body=_with_our_address(str(mail.body)),
                is_secret=True,
            )
        )

    def _may_be_written(self, email: str) -> bool:
        """Whether an address may get one more mail now; if not, the next page says so."""
        for what, limit in _mail_limits(now.request, email):
            taken = limits.take(what, limit)
            if not taken:
                _say_no_mail(now.request, limit, taken)
                return False
        return True

    def get_client_ip(self, request: HttpRequest) -> str:
        """The line somebody comes from, for all that is counted by address."""
        return proxies.client_line(request)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Remember the browser: there its owner is not held up by others (R-24)."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        known_browsers.remember(request, response, user)
        first_code.take_name(request, user)
        _tell_of_language(request, user)
        return response

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Weigh no password where too many were wrong; there is another way in (R-24)."""
        self._counted = [
            (what, limits.take(what, limit))
            for what, limit in _try_limits(request, credentials)
        ]
        for _what, taken in self._counted:
            if not taken:
                self._rollback_login_failed_rl_usage()
                raise _locked(taken)

    def _rollback_login_failed_rl_usage(self) -> None:
        """A password that fits was no wrong one."""
        for what, taken in self._counted:
            if taken:
                limits.give_back(what, taken)

    def _delete_login_attempts_cached_email(
        self, request: HttpRequest, **credentials: Any
    ) -> None:
        """Whoever set a new password by mail is the owner: the account is open again."""
        limits.forget(_account(credentials))

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

    def logout(self, request: HttpRequest) -> None:
        """Whoever comes next at this browser reads nothing that was meant for who leaves."""
        told = messages.get_messages(request)
        is_new = getattr(told, "added_new", False)
        waiting = list(told)
        super().logout(request)
        if is_new:
            # That somebody is signed out: allauth says it before.
            messages.add_message(request, waiting[-1].level, waiting[-1].message)

    def get_reauthentication_methods(
        self, user: User | AnonymousUser
    ) -> list[dict[str, Any]]:
        """How somebody can prove who it is, asked once for a page."""
        ask = super().get_reauthentication_methods
        ways: list[dict[str, Any]] = once(("ways to prove it", user.pk), lambda: ask(user))
        return ways

    def populate_username(self, request: HttpRequest, user: User | AnonymousUser) -> None:
        """There is no user name: the e-mail address is the name."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "The e-mail address and the password do not fit together."
        ),
    }


def _tell_of_language(request: HttpRequest, user: User) -> None:
    """Say once that the language somebody chose is not offered; the choice stays."""
    code = user.language
    if offered.is_offered(code) or user.told_of_language == code:
        return
    User.objects.filter(pk=user.pk).update(told_of_language=code)
    messages.info(request, unoffered.note_for_person(code))


def _mail_limits(request: HttpRequest | None, email: str) -> list[tuple[str, Limit]]:
    """What a mail counts for: the place first, which is not to use up what all places have."""
    rule, address = rulebook.value(RULE), email.lower()
    asked = request.resolver_match if request else None
    kind = "reset" if asked and asked.url_name == RESET else "code"
    what, few = f"mail:{kind}:{address}", Limit(rule["mails"], HOUR)
    if number := known_browsers.number_for(request, address):
        return [(f"{what}:browser:{number}", few)]
    place = f"{what}:place:{proxies.client_line(request)}" if request else what
    return [(place, few), (f"{what}:all", Limit(rule["mails_in_all"], HOUR))]


def _try_limits(
    request: HttpRequest, credentials: dict[str, Any]
) -> list[tuple[str, Limit]]:
    """What a password counts for: the browser that is known, else the account and the place."""
    limit = Limit(rulebook.value(RULE)["tries"], DAY)
    if number := known_browsers.number_for(request, _name(credentials)):
        return [(f"browser:{number}", limit)]
    place = f"place:{proxies.client_line(request)}"
    return [(_account(credentials), limit), (place, FROM_ONE_PLACE)]


def _account(credentials: dict[str, Any]) -> str:
    return f"account:{_name(credentials)}"


def _name(credentials: dict[str, Any]) -> str:
    name = credentials.get("email") or credentials.get("username") or ""
    return str(name).strip().lower()


def _say_no_mail(request: HttpRequest | None, limit: Limit, taken: Taken) -> None:
    if request is None:
        return
    said = gettext(
        "This address has got %(most)s mails within an hour and gets no other for now. "
        "The next one can be asked for in %(wait)s."
    )
    messages.warning(request, said % {"most": limit.most, "wait": _in_words(taken.wait)})


def _locked(taken: Taken) -> RuleRefusedError:
    said = _(
        "Too many wrong passwords. Have a code sent to your e-mail address instead, or set a new "
        "password: both sign you in at once, from here, too. Without them, wait %(wait)s."
    )
    return unmet(said, RULE, {"wait": _in_words(taken.wait)})


def _in_words(wait: timedelta) -> str:
    minutes = max(1, ceil(wait / timedelta(minutes=1)))
    if minutes < 90:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    hours = ceil(minutes / 60)
    return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}


def _with_our_address(text: str) -> str:
    """Links lead to the portal's own address, whatever name or port somebody asked it by."""
    if not now.request:
        return text
    asked = now.request.build_absolute_uri("/")
    return text.replace(asked, f"{settings.SITE_URL}/")
