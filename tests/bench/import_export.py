"""The same sheets for django-import-export: a resource for each of them, as its manual has it."""

from datetime import date
from typing import Any

from import_export import fields, widgets
from import_export.resources import ModelResource

from areas.models import AreaMembership, PartnershipArea
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import days
from gmp_portal.reference.models import Country
from partners.models import Partner, PastLetter, Representative


class _Resource(ModelResource):
    def after_import(self, *_args: Any, **_kwargs: Any) -> None:
        """The running role owns no sequence that could be set back."""


class Partners(_Resource):
    slug = fields.Field(column_name="source_key", attribute="slug")
    country = fields.Field("country", "country", widgets.ForeignKeyWidget(Country))

    class Meta:
        model = Partner
        import_id_fields = ("slug",)
        fields = ("slug", "name", "kind", "country", "since", "website", "source")

    def before_save_instance(self, instance: Any, *_args: Any, **_kwargs: Any) -> None:
        instance.status = "confirmed"


def _partner() -> Any:
    return fields.Field("partner", "partner", widgets.ForeignKeyWidget(Partner, "slug"))


class Contacts(_Resource):
    partner = _partner()
    person = fields.Field("person", "email", widgets.ForeignKeyWidget(User, "email"))

    class Meta:
        model = Representative
        import_id_fields = ("partner", "person")
        fields = ("partner", "person", "role")

    def __init__(self, officer: User) -> None:
        super().__init__()
        self.officer = officer

    def before_import_row(self, row: Any, **_kwargs: Any) -> None:
        if not User.objects.filter(email=row["email"]).exists():
            User.objects.create_user(row["email"], None, name=row["name"])
        self.since = date.fromisoformat(row["since"])

    def before_save_instance(self, instance: Any, *_args: Any, **_kwargs: Any) -> None:
        instance.recorded_by, instance.period = self.officer, days(self.since, None)


class Letters(_Resource):
    partner = _partner()

    class Meta:
        model = PastLetter
        import_id_fields = ("partner", "signed_on", "language")
        fields = ("partner", "signed_on", "language", "source", "signed_by")

    def __init__(self, officer: User) -> None:
        super().__init__()
        self.officer = officer

    def before_save_instance(self, instance: Any, *_args: Any, **_kwargs: Any) -> None:
        instance.added_by = self.officer


class Memberships(_Resource):
    partner = _partner()
    area = fields.Field("area", "area", widgets.ForeignKeyWidget(PartnershipArea, "slug"))

    class Meta:
        model = AreaMembership
        import_id_fields = ("partner", "area", "since")
        fields = ("partner", "area", "since", "source")


def resources() -> dict[str, ModelResource]:
    """By the title of the sheet; what refers to a partner comes after the partners."""
    officer = User.objects.create(email="other@example.org", name="Other Officer")
    return {
        "Partners": Partners(),
        "Contacts": Contacts(officer),
        "Letters": Letters(officer),
        "Memberships": Memberships(),
    }
