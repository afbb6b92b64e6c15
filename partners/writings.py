"""The texts of letters and of the register that several windows or people may have open (C4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Anybody, Permission, get_for_role, require_step
from gmp_portal.documents import files as documents
from gmp_portal.words import beside
from gmp_portal.workflow import NotNowError
from gmp_portal.writing.written import Forms, Writing, register
from partners import file_access, letter_parts, not_now, permissions
from partners.actions import letter_decisions, letters, partners
from partners.forms.entries import DescribeForm, EditForm
from partners.forms.letter_answers import AnswerForm
from partners.forms.letter_decisions import ChecklistForm, ClearanceForm
from partners.forms.letters import PartForm, SignatureForm
from partners.forms.partners import RenameForm
from partners.letter_parts import Part
from partners.models import InformationRequest, LetterOfIntent, Partner
from partners.writings_of_funders import FUNDER

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
    """One page of questions of a draft."""

    letter: LetterOfIntent
    part: Part


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
        form = form_class(data, files, instance=record.letter)
        if record.part.rows is None:
            return [form]
        return [form, record.part.rows(record.letter, data)]

    def save(self, record: PartOfLetter, forms: Forms, *, by: User) -> None:
        answers = forms[0].answers() | stored_file(forms[0], by=by)
        rows = [row for formset in forms[1:] for row in formset.complete()]
        pledges = rows if record.part.rows else None
        letters.save_part(record.letter, answers, pledges=pledges, by=by)

    def title(self, record: PartOfLetter) -> "StrOrPromise":
        return beside(record.letter, record.part.title)

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
    document = documents.store_upload(upload, policy=file_access.ORIGINAL, by=by)
    return {"signed_file": document}


def attach_file(letter: LetterOfIntent, form: AnswerForm, *, by: User) -> None:
    """Add the document, if a good one came with the answers."""
    if upload := form.cleaned_data.get("upload"):
        document = documents.store_upload(upload, policy=file_access.ORIGINAL, by=by)
        letters.attach(letter, document, by=by)


class OfLetter(Writing[LetterOfIntent]):
    """What officers write about a letter, on its own page."""

    permission: ClassVar[Permission[LetterOfIntent]]

    def find(self, user: Anybody, key: str) -> LetterOfIntent:
        return find_letter(user, key, self.permission)

    def require_now(self, user: User, record: LetterOfIntent) -> None:
        require_step(user, self.permission, record)

    def lock(self, record: LetterOfIntent) -> LetterOfIntent:
        return held_letter(record)

    def page(self, record: LetterOfIntent) -> str:
        return record.get_absolute_url()


class ChecklistWriting(OfLetter):
    """What officers found out about a letter (A1-2e)."""

    kind: ClassVar[str] = "partners.checklist"
    permission = permissions.can_checklist

    def forms(self, record: LetterOfIntent, data: Any = None, files: Any = None) -> Forms:
        saved = record.saved_checklist()
        return [ChecklistForm(data, letter=record, checklist=saved)]

    def save(self, record: LetterOfIntent, forms: Forms, *, by: User) -> None:
        data = forms[0].cleaned_data
        notes = {name: data[name] for name in ("note", "diligence_note")}
        letter_decisions.check(record, forms[0].answers(), **notes, by=by)

    def title(self, record: LetterOfIntent) -> "StrOrPromise":
        return _("Checklist of %(letter)s") % {"letter": record}


class ClearanceWriting(OfLetter):
    """What the public shall see of a letter; a text brought back is not cleared by that (R-14)."""

    kind: ClassVar[str] = "partners.clearance"
    permission = permissions.can_clear

    def forms(self, record: LetterOfIntent, data: Any = None, files: Any = None) -> Forms:
        return [ClearanceForm(data, instance=record, is_draft=not _clears(data))]

    def save(self, record: LetterOfIntent, forms: Forms, *, by: User) -> None:
        data = forms[0].cleaned_data
        act = letter_decisions.draft_clearance
        if _clears(forms[0].data):
            act = letter_decisions.clear
        act(
            record,
            statement=data["public_statement"],
            contribution=data["public_contribution"],
            has_personal_data=data["has_personal_data"],
            note=data["clearance_note"],
            overruled=data["overrule_reason"],
            by=by,
        )

    def title(self, record: LetterOfIntent) -> "StrOrPromise":
        return _("What the public will see of %(letter)s") % {"letter": record}


def _clears(data: "QueryDict | None") -> bool:
    """Whether the button was pressed that decides."""
    return data is not None and "clear" in data


@dataclass(frozen=True)
class AnswersOfSender:
    """The answers to one request for information, while they are written or sent."""

    letter: LetterOfIntent
    request: InformationRequest
    is_draft: bool = True


class AnswersWriting(Writing[AnswersOfSender]):
    """What the sender answers to the questions of UNEP (A1-2d)."""

    kind: ClassVar[str] = "partners.answers"

    def key(self, record: AnswersOfSender) -> str:
        return f"{record.letter.pk}-{record.request.pk}"

    def find(self, user: Anybody, key: str) -> AnswersOfSender:
        letter_key, _separator, request_key = key.partition("-")
        letter = find_letter(user, letter_key, permissions.can_answer)
        if not request_key.isdecimal():
            raise Http404
        return AnswersOfSender(letter, get_object_or_404(letter.requests, pk=request_key))

    def require_now(self, user: User, record: AnswersOfSender) -> None:
        require_step(user, permissions.can_answer, record.letter)
        if not record.request.is_open:
            refusal = not_now.why_other_questions(record.letter)
            raise NotNowError(record.letter, refusal)

    def lock(self, record: AnswersOfSender) -> AnswersOfSender:
        return replace(record, letter=held_letter(record.letter))

    def forms(self, record: AnswersOfSender, data: Any = None, files: Any = None) -> Forms:
        form = AnswerForm(data, files, request=record.request, is_draft=record.is_draft)
        return [form]

    def save(self, record: AnswersOfSender, forms: Forms, *, by: User) -> None:
        [form] = forms
        attach_file(record.letter, form, by=by)
        act = letters.keep_answers if record.is_draft else letters.answer
        act(record.letter, form.answers(), by=by)

    def title(self, record: AnswersOfSender) -> "StrOrPromise":
        return _("Answers to the questions about %(letter)s") % {"letter": record.letter}

    def page(self, record: AnswersOfSender) -> str:
        return reverse("partners:letter_answer", args=[record.letter.key])

    def subject(self, record: AnswersOfSender) -> LetterOfIntent:
        return record.letter


class OfPartner(Writing[Partner]):
    """What the register says of a partner, each on a page of its own."""

    permission: ClassVar[Permission[Partner]]
    address: ClassVar[str]

    def find(self, user: Anybody, key: str) -> Partner:
        if not key.isdecimal():
            raise Http404
        visible = Partner.objects.visible_to(user)
        return get_for_role(visible, user, self.permission, pk=key)

    def require_now(self, user: User, record: Partner) -> None:
        require_step(user, self.permission, record)

    def lock(self, record: Partner) -> Partner:
        held = Partner.objects.get(pk=record.pk)
        held.lock()
        return held

    def page(self, record: Partner) -> str:
        return reverse(self.address, args=[record.slug])


class NameWriting(OfPartner):
    """The name of a partner; it is told why it changed (A1-6d-ii)."""

    kind: ClassVar[str] = "partners.name"
    permission = permissions.can_rename
    address: ClassVar[str] = "partners:partner_rename"

    def forms(self, record: Partner, data: Any = None, files: Any = None) -> Forms:
        names = ("name", "short_name", "told_apart")
        initial = {name: getattr(record, name) for name in names}
        return [RenameForm(data, initial=initial)]

    def save(self, record: Partner, forms: Forms, *, by: User) -> None:
        partners.rename(record, **forms[0].cleaned_data, by=by)

    def restoring(self, record: Partner, number: int) -> dict[str, str]:
        return {"reason": _("Revision %(number)d is restored.") % {"number": number}}


class EntryWriting(OfPartner):
    """The kind, country and source of a partner, and why they changed (A1-6c-i, A1-2e)."""

    kind: ClassVar[str] = "partners.entry"
    permission = permissions.can_partner_edit
    address: ClassVar[str] = "partners:partner_edit"

    def forms(self, record: Partner, data: Any = None, files: Any = None) -> Forms:
        names = ("kind", "country", "unep_region", *EditForm.ON_RECORD)
        initial = {name: getattr(record, name) for name in names}
        if record.country and record.unep_region == record.country.unep_region:
            # Nobody chose it: another country brings its own.
            initial["unep_region"] = ""
        return [EditForm(data, initial=initial, partner=record)]

    def save(self, record: Partner, forms: Forms, *, by: User) -> None:
        partners.edit(record, **forms[0].cleaned_data, by=by)

    def restoring(self, record: Partner, number: int) -> dict[str, str]:
        return {"reason": _("Revision %(number)d is restored.") % {"number": number}}


class DescriptionWriting(OfPartner):
    """The profile of a partner, its names in other languages and its website (S-35, S-47)."""

    kind: ClassVar[str] = "partners.description"
    becomes_public: ClassVar[bool] = True
    permission = permissions.can_partner_describe
    address: ClassVar[str] = "partners:partner_describe"

    def countries(self, record: Partner) -> Sequence[str | None]:
        return [record.country_id]

    def forms(self, record: Partner, data: Any = None, files: Any = None) -> Forms:
        return [DescribeForm(data, initial=DescribeForm.stored(record))]

    def save(self, record: Partner, forms: Forms, *, by: User) -> None:
        partners.describe(record, **forms[0].statements(), by=by)


PART = PartWriting()
CHECKLIST = ChecklistWriting()
CLEARANCE = ClearanceWriting()
ANSWERS = AnswersWriting()
NAME = NameWriting()
ENTRY = EntryWriting()
DESCRIPTION = DescriptionWriting()


def register_all() -> None:
    """Tell ``writing`` of every text of the app."""
    for writing in (PART, CHECKLIST, CLEARANCE, ANSWERS, NAME, ENTRY, DESCRIPTION, FUNDER):
        register(writing)
