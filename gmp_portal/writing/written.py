"""What several people write: each app describes its texts once, by their forms.

An app registers them in ``AppConfig.ready``::

    written.register(texts.SectionWriting())
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from django.http import QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Anybody
from gmp_portal.registry import Registry

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Record = TypeVar("Record")
Forms = Sequence[Any]
"""Forms and formsets of one page."""


class Writing(ABC, Generic[Record]):
    """One kind of text: where it is found, its forms, and the action that saves it.

    One that leaves an abstract method out is refused when the portal starts.
    """

    kind: ClassVar[str]
    """Its name in the revisions, such as ``areas.section``; never changed later."""

    becomes_public: ClassVar[bool] = False
    """Whether everybody may read it later, so that its writers are warned of personal data."""

    def countries(self, record: Record) -> Sequence[str | None]:
        """Whose national forms of telephone numbers are known in it."""
        return ()

    def key(self, record: Record) -> str:
        """What tells this text from others of its kind, in at most 60 characters."""
        return str(record.pk)  # type: ignore[attr-defined]

    @abstractmethod
    def find(self, user: Anybody, key: str) -> Record:
        """Find the text for whoever may read its revisions, or raise 404 or a refusal of the role.

        This asks for the role only, so that revisions can be read after the text was sent.
        """

    @abstractmethod
    def require_now(self, user: User, record: Record) -> None:
        """Raise what the page of the form would raise: wrong role, or not now."""

    @abstractmethod
    def lock(self, record: Record) -> Record:
        """Re-read the text and hold it to the end of the transaction; it may be refused here."""

    @abstractmethod
    def forms(
        self,
        record: Record,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, Any] | None" = None,
    ) -> Forms:
        """The forms of its page; the first one carries the token."""

    @abstractmethod
    def save(self, record: Record, forms: Forms, *, by: User) -> None:
        """Call the action with what the forms hold; they have been checked."""

    def restoring(self, record: Record, number: int) -> Mapping[str, str]:
        """What is sent besides the values to bring a revision back, such as the reason."""
        return {}

    def title(self, record: Record) -> "StrOrPromise":
        """What people call it, on the page of its revisions."""
        return str(record)

    @abstractmethod
    def page(self, record: Record) -> str:
        """The address of its form."""

    def subject(self, record: Record) -> Any:
        """The model in whose trail a restored text is noted."""
        return record

    def scope(self, record: Record) -> str:
        """What its writers have in common: they are told of each other."""
        return f"{self.kind}:{self.key(record)}"

    def part(self, record: Record) -> str:
        """The part of the scope, in words; empty where there is but one."""
        return ""

    def history_url(self, record: Record) -> str:
        return reverse("writing:revision_list", args=[self.kind, self.key(record)])

    def presence_url(self, record: Record) -> str:
        return reverse("writing:presence", args=[self.kind, self.key(record)])


WRITINGS: Registry[str, Writing[Any]] = Registry("texts that several people write")


def register(writing: Writing[Any]) -> None:
    """Called in ``AppConfig.ready`` of the app whose text it is."""
    WRITINGS.register(writing.kind, writing)
