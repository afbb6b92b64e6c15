"""Links to a draft: whom the sender asked to help, and the page that a link opens (R-32)."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gmp_portal.notifications import first_code
from gmp_portal.ui.forms import ConfirmForm, render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError
from partners import file_access, not_now, permissions
from partners.actions import letter_links, signatures
from partners.forms.starting import LinkForm, NameForm, SignedLetterForm
from partners.models import LetterLink, LetterOfIntent
from partners.reading import letter_sheets
from partners.views.lookup import get_letter

# The newest; a draft has few at a time, and those taken back stand in the ledger.
MOST_SHOWN = 50


def link_list(request: SignedInRequest, key: str) -> HttpResponse:
    """Who helps with the draft, and one more link by mail (R-32)."""
    letter = get_letter(request, key, permissions.can_share)
    form = LinkForm(request.POST or None)
    if form.is_valid() and (sent := _sent(request, letter, form)):
        said = _("A link is on its way to %(email)s.")
        messages.success(request, said % {"email": sent.email})
        return redirect("partners:letter_link_list", letter.key)
    links = letter.links.select_related("accepted_by")[:MOST_SHOWN]
    context = {"letter": letter, "links": links}
    return render_form(request, "partners/letter_links.html", context, form=form)


def _sent(
    request: SignedInRequest, letter: LetterOfIntent, form: LinkForm
) -> LetterLink | None:
    """The link that was sent; what a rule refuses stands in the form, with what was typed."""
    try:
        return letter_links.send(letter, **form.cleaned_data, by=request.user)
    except RuleRefusedError as refusal:
        form.add_error(None, refusal)
        return None


@require_POST
def revoke(request: SignedInRequest, key: str, pk: int) -> HttpResponse:
    """Take a link back; what was written by it stays."""
    letter = get_letter(request, key, permissions.can_share)
    link = get_object_or_404(letter.links, pk=pk)
    letter_links.revoke(link, by=request.user)
    said = _("The link to %(email)s works no more.")
    messages.success(request, said % {"email": link.email})
    return redirect("partners:letter_link_list", letter.key)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """What the link is for, and the one thing that can be done by it."""
    asked = get_object_or_404(
        LetterLink.objects.select_related("letter", "letter__country", "created_by"),
        token_sha256=signatures.digest(token),
    )
    if asked.purpose == LetterLink.Purpose.WRITE:
        return _write(request, asked)
    if asked.used_at is None:
        _refuse_ended(asked)
    if request.session.get(file_access.OPENED_LINK) != asked.pk:
        request.session[file_access.OPENED_LINK] = asked.pk
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SignedLetterForm(*bound)
    if asked.used_at is None and form.is_valid():
        letter_links.upload(asked, form.cleaned_data["upload"])
        return redirect(request.path)
    context = {
        "asked": asked,
        "letter": asked.letter,
        "sheet": letter_sheets.paper_letter(asked.letter),
    }
    return render_form(request, "partners/letter_upload.html", context, form=form)


def _write(request: HttpRequest, asked: LetterLink) -> HttpResponse:
    """Sign in by a code to the address that was asked, then accept; nobody is let in by a look."""
    letter, user = asked.letter, request.user
    if user.is_authenticated and letter.is_written_by(user) and letter.is_draft:
        return redirect(letter)
    _refuse_ended(asked)
    if user.is_authenticated:
        letter_links.refuse_others(asked, user)
    form: forms.Form = NameForm(request.POST or None)
    if user.is_authenticated:
        form = ConfirmForm(
            request.POST or None, question=_("Yes, I help to write this letter.")
        )
    if form.is_valid() and user.is_authenticated:
        letter_links.accept(asked, by=user)
        return redirect(letter)
    if form.is_valid():
        if refused := first_code.held_up(request):
            return refused
        first_code.send(request, email=asked.email, name=form.cleaned_data["name"])
        return redirect(f"{reverse('account_confirm_login_code')}?next={request.path}")
    context = {"asked": asked, "letter": letter}
    return render_form(request, "partners/letter_help.html", context, form=form)


def _refuse_ended(asked: LetterLink) -> None:
    """Say that a link was taken back, used or accepted, is too old, or of a letter on its way."""
    if not (asked.is_open and asked.letter.is_draft):
        raise not_now.why_help_ended()
