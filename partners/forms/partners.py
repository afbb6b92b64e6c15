"""What people enter about partners and the people who work for them."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts import namesakes
from gmp_portal.ui.forms import PortalFormMixin, ReasonForm
from gmp_portal.words import beside
from gmp_portal.workflow import unmet
from partners.models import Representative

ROLES_SAY = _(
    "Focal points and alternates speak for the partner: they send its reports and name its "
    "people. Contributors write reports, and send nothing."
)


class NamesForm(PortalFormMixin, forms.Form):
    """What a partner is called, and what tells it from others of its name."""

    name = forms.CharField(label=_("Name"), max_length=250)
    short_name = forms.CharField(label=_("Short name"), max_length=60, required=False)
    told_apart = forms.CharField(
        label=_("What tells it apart"),
        help_text=_(
            "Only if another partner of the same country has the same name: a few words that "
            "everybody reads beside the name. Public."
        ),
        max_length=120,
        required=False,
    )


class RenameForm(NamesForm):
    """A new name, and why it changed."""

    reason = forms.CharField(label=_("Reason"), max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("New name")


class AppointForm(PortalFormMixin, forms.Form):
    """Somebody with an account who shall work for the partner."""

    email = forms.EmailField(
        label=_("E-mail address of the person"),
        help_text=_("The person needs an account in this portal."),
    )
    role = forms.ChoiceField(
        label=_("Role"),
        help_text=ROLES_SAY,
        choices=Representative.Role.choices,
        error_messages={"required": _("Choose a role.")},
    )


class RoleForm(PortalFormMixin, forms.Form):
    """What somebody does for the partner from now on (A1-6a-ii)."""

    role = forms.ChoiceField(
        label=_("Role"),
        help_text=ROLES_SAY,
        choices=Representative.Role.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a role.")},
    )


class InvitationForm(AppointForm):
    """A colleague's address, the role, and the language of the mail (R-38)."""

    language = forms.ChoiceField(
        label=_("Language of the mail"), choices=settings.LANGUAGES, initial=get_language
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _(
            "A mail with a link goes there. No account is needed: it is made on the way."
        )


class HandOverForm(PortalFormMixin, forms.Form):
    """Who follows: one of the people of the partner, or somebody by the address (N41)."""

    successor = forms.ChoiceField(
        label=_("Who follows you?"), widget=forms.RadioSelect, choices=()
    )
    email = forms.EmailField(
        label=_("E-mail address of somebody else"), required=False, max_length=254
    )
    language = forms.ChoiceField(
        label=_("Language of the mail"), choices=settings.LANGUAGES, initial=get_language
    )
    when_needed = {"email": _("Only if somebody else follows.")}

    def __init__(self, *args: Any, people: list[Representative], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        namesakes.tell_apart(term.person for term in people)
        self.addresses = {str(term.pk): term.person.email for term in people}
        self.fields["successor"].choices = [  # type: ignore[attr-defined]
            *(
                (str(term.pk), beside(term.person, term.get_role_display()))
                for term in people
            ),
            ("", _("Somebody else")),
        ]
        self.fields["successor"].required = False
        self.fields["successor"].mark_optional = False  # type: ignore[attr-defined]
        if not people:
            del self.fields["successor"]
            self.fields["email"].label = _("Who follows you?")
            self.fields["email"].help_text = _("E-mail address")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        chosen = data.get("successor", "")
        if not chosen and not data.get("email") and "email" not in self.errors:
            sentence = _("Choose who follows, or enter an e-mail address.")
            self.add_error("email", unmet(sentence, "R-38"))
        data["email"] = self.addresses.get(chosen) or data.get("email", "")
        return data


class EndForm(ReasonForm):
    """Why a term ends, and, for the last focal point, that nobody follows yet (R-39)."""

    nobody_follows = forms.BooleanField(
        label=_("Nobody follows yet"),
        help_text=_(
            "This is the last focal point of the partner. Better hand over first; otherwise the "
            "secretariat asks the partner for somebody else."
        ),
        required=False,
    )

    def __init__(self, *args: Any, is_last: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nobody_follows"].mark_optional = False  # type: ignore[attr-defined]
        if not is_last:
            del self.fields["nobody_follows"]


class JoinForm(PortalFormMixin, forms.Form):
    """Asking to speak for an organization that is a partner already."""

    note = forms.CharField(
        label=_("Who are you in this organization?"),
        help_text=_("The partner's representatives and the secretariat read this."),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Say who you are in this organization.")},
    )
