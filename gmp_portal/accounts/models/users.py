"""A person who signs in; the e-mail address is the name."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone as clock
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gmp_portal.accounts.models.terms import SecretariatTerm
from gmp_portal.characters import NameField, can_be_seen

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class OneOf(models.Func):
    """Whether a column holds one of an array; the array is made once, an index finds the rows."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    arity = 2
    output_field = models.BooleanField()


def own_or_merged(field: str, person: models.Model) -> models.Q:
    """What this person did, also with an account for which this one stands (R-58)."""
    accounts = User.objects.filter(models.Q(pk=person.pk) | models.Q(merged_into=person.pk))
    return models.Q(OneOf(models.F(field), ArraySubquery(accounts.values("pk"))))


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username or "")

    def with_address(self, address: str) -> "models.QuerySet[User]":
        """Whose address this is: the first one, or another one that was proved (R-58)."""
        further = self.filter(
            emailaddress__email__iexact=address, emailaddress__verified=True
        )
        return self.filter(
            models.Q(email__iexact=address) | models.Q(pk__in=further.values("pk"))
        )

    def by_addresses(self, addresses: Collection[str]) -> "dict[str, User]":
        """The same for many addresses at once, by these in small letters; the first one wins."""
        small = {address.lower() for address in addresses}
        proved = self.filter(emailaddress__verified=True)
        further = proved.annotate(address=Lower("emailaddress__email"))
        first = self.annotate(address=Lower("email"))
        known: list[Any] = [*further.filter(address__in=small)]
        known += first.filter(address__in=small)
        return {person.address: person for person in known}


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account; what they may do follows from their terms of office."""

    class Digest(models.TextChoices):
        WEEKLY = "weekly", _("Every Monday")
        DAILY = "daily", _("Every day")
        NONE = "none", _("Never")

    class Theme(models.TextChoices):
        AUTO = "auto", _("As the device says")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    email = models.EmailField(_("E-mail address"), unique=True)
    name = NameField(pgettext_lazy("person", "Name"), max_length=150)
    language = models.CharField(
        _("Language"), max_length=10, choices=settings.OFFICIAL_LANGUAGES, default="en"
    )
    # The language of which somebody was told that it is not offered: once is enough.
    told_of_language = models.CharField(
        max_length=10, blank=True, default="", editable=False
    )
    timezone = models.CharField(_("Time zone"), max_length=60, default="UTC")
    theme = models.CharField(
        _("Appearance"), max_length=5, choices=Theme.choices, default=Theme.AUTO
    )
    # What needs the person is sent at once, whatever is chosen here (C14).
    digest = models.CharField(
        _("Summary of news by mail"),
        max_length=6,
        choices=Digest.choices,
        default=Digest.WEEKLY,
        db_default="weekly",
    )
    is_active = models.BooleanField(_("May sign in"), default=True)
    is_staff = models.BooleanField(_("May look at the records' tables"), default=False)
    date_joined = models.DateTimeField(default=clock.now, editable=False)
    # The account that stands for this one since both were merged.
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="merged_accounts",
        verbose_name=_("merged into"),
    )

    objects = UserManager()

    # How a reader knows who is meant among people of one name (``namesakes.tell_apart``).
    told_apart = ""

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            can_be_seen("name", name="user_name_can_be_seen"),
            models.CheckConstraint(
                condition=models.Q(digest__in=["weekly", "daily", "none"]),
                name="user_digest_known",
            ),
            # Nobody signs in with an account for which another one stands.
            models.CheckConstraint(
                condition=models.Q(merged_into=None)
                | models.Q(is_active=False) & ~models.Q(merged_into=models.F("pk")),
                name="user_merged_into_another",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @cached_property
    def secretariat_roles(self) -> frozenset[str]:
        """The roles this person holds in the secretariat at this moment."""
        return frozenset(
            SecretariatTerm.objects.current().of(self).values_list("role", flat=True)
        )

    @property
    def standing(self) -> "User":
        """The account that stands for this one, which is itself unless it was merged (R-58)."""
        return self.merged_into or self

    def at_an_address(self, field: str) -> models.Q:
        """Rows in which this field has an address of the person, in small letters (R-58)."""
        further = User.objects.filter(pk=self.pk, emailaddress__verified=True)
        proved = further.values_list(Lower("emailaddress__email"))
        return models.Q(**{field: self.email.lower()}) | models.Q(
            **{f"{field}__in": proved}
        )

    def has_address(self, address: str) -> bool:
        """Whether this is an address of the person, the first one or another one."""
        if address.lower() == self.email.lower():
            return True
        return User.objects.with_address(address).filter(pk=self.pk).exists()

    @property
    def public_name(self) -> "StrOrPromise":
        """Who acts now, as others read it: staff acts as the secretariat.

        Of acts that are over, ``offices.names_of`` says it.
        """
        return _("the secretariat") if self.is_secretariat else self.name

    @property
    def is_secretariat(self) -> bool:
        """May act for UNEP: an officer or the head of branch, within a current term."""
        return bool(self.is_active and self.secretariat_roles & {"officer", "head"})

    @property
    def is_admin(self) -> bool:
        return bool(self.is_active and "admin" in self.secretariat_roles)
