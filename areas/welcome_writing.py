"""What leads tell new partners, as a text that several people write (A1-6a-viii)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404
from django.urls import reverse

from areas import permissions
from areas.actions import welcomes
from areas.forms.newcomers import WelcomeForm
from areas.models import PartnershipArea
from areas.reading import newcomer_page
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Anybody, get_for_role, require_step
from gmp_portal.reference.models import LANGUAGES
from gmp_portal.ui import languages
from gmp_portal.words import beside
from gmp_portal.writing.written import Forms, Writing

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SEPARATOR = "-"


@dataclass(frozen=True)
class WelcomeInLanguage:
    """The text of an area for its new partners, in one language."""

    area: PartnershipArea
    language: str


class WelcomeWriting(Writing[WelcomeInLanguage]):
    """What new partners of an area are told, which everybody may read."""

    kind: ClassVar[str] = "areas.welcome"
    becomes_public = True

    def key(self, record: WelcomeInLanguage) -> str:
        return f"{record.area.pk}{SEPARATOR}{record.language}"

    def find(self, user: Anybody, key: str) -> WelcomeInLanguage:
        pk, _separator, language = key.partition(SEPARATOR)
        if not pk.isdecimal() or language not in LANGUAGES:
            raise Http404
        visible = PartnershipArea.objects.visible_to(user)
        area = get_for_role(visible, user, permissions.can_welcome_edit, pk=pk[:18])
        return WelcomeInLanguage(area, language)

    def require_now(self, user: User, record: WelcomeInLanguage) -> None:
        require_step(user, permissions.can_welcome_edit, record.area)

    def lock(self, record: WelcomeInLanguage) -> WelcomeInLanguage:
        area = PartnershipArea.objects.get(pk=record.area.pk)
        area.lock()
        return WelcomeInLanguage(area, record.language)

    def forms(
        self, record: WelcomeInLanguage, data: Any = None, files: Any = None
    ) -> Forms:
        kept = record.area.welcomes.filter(language=record.language).first()
        text = kept.text if kept else newcomer_page.skeleton(record.language)
        return [WelcomeForm(data, language=record.language, initial={"text": text})]

    def save(self, record: WelcomeInLanguage, forms: Forms, *, by: User) -> None:
        text = forms[0].cleaned_data["text"]
        welcomes.save(record.area, record.language, text, by=by)

    def title(self, record: WelcomeInLanguage) -> "StrOrPromise":
        return beside(record.area.name, self.part(record))

    def page(self, record: WelcomeInLanguage) -> str:
        return reverse("areas:welcome_edit", args=[record.area.slug, record.language])

    def subject(self, record: WelcomeInLanguage) -> PartnershipArea:
        return record.area

    def scope(self, record: WelcomeInLanguage) -> str:
        return f"areas.welcome:{record.area.pk}"

    def part(self, record: WelcomeInLanguage) -> str:
        return languages.name_of(record.language)


WELCOME = WelcomeWriting()
