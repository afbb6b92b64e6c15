"""What is written about a letter: to the other side, or for the secretariat alone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gmp_portal.ui.forms import DateInput, PortalFormMixin
from partners.models import LetterOfIntent


class NoteForm(PortalFormMixin, forms.Form):
    """One message; who will read it stands on the button."""

    text = forms.CharField(
        label=_("Message"),
        max_length=10000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Write something before you send.")},
    )


class PrivateNoteForm(NoteForm):
    """One note; nobody outside the secretariat reads it, whatever happens later (A1-2e)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Note")
        self.fields["text"].help_text = _(
            "Only the secretariat reads this, also later. It cannot be changed afterwards."
        )


class MoreTimeForm(PortalFormMixin, forms.Form):
    """The later day by which the answers of the sender are due (A1-2d)."""

    due_on = forms.DateField(label=_("Answer by"), widget=DateInput)

    def __init__(self, *args: Any, letter: LetterOfIntent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if request := letter.open_request:
            self.fields["due_on"].help_text = _("A day after the one that counts now.")
            self.initial.setdefault("due_on", request.due_on)
