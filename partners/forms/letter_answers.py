"""The answers to the questions of UNEP about a letter of intent (A1-2d)."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal.documents.forms import CheckedFileField
from gmp_portal.ui import drafts
from gmp_portal.ui.forms import PortalFormMixin
from gmp_portal.words import by_people
from partners.forms.letters import FILE_NOT_PUBLIC
from partners.models import InformationRequest, Question


class AnswerForm(PortalFormMixin, forms.Form):
    """The questions that are open, and nothing else of the letter (A1-2d)."""

    upload = CheckedFileField(
        "partners.AnswerForm.upload",
        FILE_NOT_PUBLIC,
        label=_("Document that goes with the answers"),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        request: InformationRequest,
        is_draft: bool = False,
        **kwargs: Any,
    ) -> None:
        self.questions = list(request.questions.all())
        super().__init__(*args, **kwargs)
        asked = {name_of(question): _answer(question) for question in self.questions}
        for question in self.questions:
            field = asked[name_of(question)]
            self._prepare(field)
            # Only what is kept for now may leave it open.
            field.mark_optional = False  # type: ignore[attr-defined]
            self.initial.setdefault(name_of(question), question.answer)
            if is_draft:
                field.required = False
                drafts.allow_excess(field, question.answer)
        self.fields = asked | self.fields

    def answers(self) -> dict[int, str]:
        return {
            question.pk: self.cleaned_data[name_of(question)] for question in self.questions
        }


ANSWER = "answer_"


def name_of(question: Question) -> str:
    """The field in which a question is answered."""
    return f"{ANSWER}{question.pk}"


def _answer(question: Question) -> forms.CharField:
    return forms.CharField(
        label=by_people(question.text),
        help_text=_about(question),
        widget=forms.Textarea({"rows": 4}),
        max_length=10000,
        error_messages={"required": _("Answer this question.")},
    )


def _about(question: Question) -> str:
    """Of which answer of the letter it is asked; nothing where it is about the whole letter."""
    if not question.about:
        return ""
    return gettext("About what you said under “%(answer)s”.") % {
        "answer": question.get_about_display()
    }
