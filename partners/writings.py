"""The texts of letters and of the register that several windows or people may have open (C4)."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404
from django.urls import reverse

from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Anybody, Permission, get_for_role, require_step
from gmp_portal.documents import files as documents
from gmp_portal.writing.written import Forms, Writing, register
from partners import file_access, letter_parts, permissions
from partners.actions import letters
from partners.forms.letters import PartForm, SignatureForm
from partners.letter_parts import Part
from partners.models import LetterOfIntent

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def find_letter(
    user: Anybody, key: str, permission: Permission[LetterOfIntent]
) -> LetterOfIntent:
    """The letter with this primary key, for the role that writes about it."""
    if not key.isdecimal():
        raise Http404
    visible = LetterOfIntent.objects.visible_to(user).select_related("country")
    return get_for_role(visible, user, permission, pk=key)


def held_letter(letter: LetterOfIntent) -> LetterOfIntent:
    """A second copy, held: forms write into what they are given even where they are refused."""
    held = LetterOfIntent.objects.get(pk=letter.pk)
    held.lock()
    return held


@dataclass(frozen=True)
class PartOfLetter:
    """One page of questions of a draft, and the files that were too large to arrive."""

    letter: LetterOfIntent
    part: Part
    oversized: frozenset[str] = frozenset()


class PartWriting(Writing[PartOfLetter]):
    """What a sender answers in one part of a letter (A1-2c)."""

    kind: ClassVar[str] = letter_parts.TEXT

    def key(self, record: PartOfLetter) -> str:
        return record.part.text_key(record.letter)

    def find(self, user: Anybody, key: str) -> PartOfLetter:
        letter_key, _separator, part_key = key.partition("-")
        return PartOfLetter(
            find_letter(user, letter_key, permissions.can_edit), written_part(part_key)
        )

    def require_now(self, user: User, record: PartOfLetter) -> None:
        require_step(user, permissions.can_edit, record.letter)

    def lock(self, record: PartOfLetter) -> PartOfLetter:
        held = held_letter(record.letter)
        held.refuse_unless_it_becomes(LetterOfIntent.Status.SUBMITTED)
        return replace(record, letter=held)

    def forms(self, record: PartOfLetter, data: Any = None, files: Any = None) -> Forms:
        form_class: Any = record.part.form_class
        kwargs: dict[str, Any] = {"instance": record.letter}
        if form_class is SignatureForm:
            kwargs["oversized"] = record.oversized
        return [form_class(data, files, **kwargs)]

    def save(self, record: PartOfLetter, forms: Forms, *, by: User) -> None:
        answers = forms[0].answers() | stored_file(forms[0], by=by)
        letters.save_part(record.letter, answers, by=by)

    def title(self, record: PartOfLetter) -> "StrOrPromise":
        return f"{record.letter}, {record.part.title}"

    def page(self, record: PartOfLetter) -> str:
        return reverse("partners:letter_part", args=[record.letter.key, record.part.key])

    def subject(self, record: PartOfLetter) -> LetterOfIntent:
        return record.letter

    def scope(self, record: PartOfLetter) -> str:
        return f"partners.letter:{record.letter.pk}"

    def part(self, record: PartOfLetter) -> str:
        return str(record.part.title)


def written_part(key: str) -> Part:
    """A part that is filled in by a form; the supporting documents are not."""
    part = letter_parts.find(key)
    if part is None or not issubclass(part.form_class, PartForm):
        raise Http404
    return part


def stored_file(form: PartForm, *, by: User) -> dict[str, Any]:
    """The signed letter, if a good file came with the form."""
    if not isinstance(form, SignatureForm) or not form.cleaned_data.get("upload"):
        return {}
    upload = form.cleaned_data["upload"]
    return {"signed_file": documents.store(**upload, policy=file_access.ORIGINAL, by=by)}


PART = PartWriting()


def register_all() -> None:
    """Tell ``writing`` of every text of the app."""
    register(PART)
