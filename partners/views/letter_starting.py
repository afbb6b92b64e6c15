"""How a letter begins: without an account first, or from a copy of an earlier one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gmp_portal.accounts.rights import require
from gmp_portal.notifications import first_code
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.ui.versions import storable
from partners import letter_parts, permissions
from partners.actions import introductions, letter_copies, letters
from partners.forms.starting import StartForm
from partners.models import IntroductionLink, Kind, LetterOfIntent
from partners.views.lookup import get_letter

# What somebody answered before the code came, in the session that the code goes on with.
BEGUN = "letter_begun"
# By whose link somebody came, until a letter begins.
INTRODUCED = "introduced_by"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Ask what applies, and send a code to whoever has no account: it binds the draft (A1-2a)."""
    introducer = _introducer(request)
    is_known = request.user.is_authenticated
    if is_known and (kind := _kind_begun(request)):  # type: ignore[arg-type]
        require(request.user, permissions.can_start)
        return _begin(request, kind)  # type: ignore[arg-type]
    form = StartForm(request.POST or None, is_known=is_known)
    if request.method == "POST" and form.is_valid():
        if is_known:
            require(request.user, permissions.can_start)
            return _begin(request, form.cleaned_data["kind"])  # type: ignore[arg-type]
        if refused := first_code.held_up(request):
            return refused
        begun = [form.cleaned_data["kind"], form.cleaned_data["email"].lower()]
        request.session[BEGUN] = begun
        first_code.send(
            request, email=form.cleaned_data["email"], name=form.cleaned_data["name"]
        )
        onward = reverse("partners:letter_start")
        return redirect(f"{reverse('account_confirm_login_code')}?next={onward}")
    return render_form(
        request, "partners/letter_start.html", {"introducer": introducer}, form=form
    )


def _introducer(request: HttpRequest) -> IntroductionLink | None:
    """The link of a partner by which somebody came; the session knows it until a letter begins."""
    code = storable(request.GET.get("by", "")) or request.session.get(INTRODUCED, "")
    if not code:
        return None
    links = IntroductionLink.objects.filter(code=code, revoked_at=None)
    link = links.select_related("partner__country").first()
    if link is not None:
        request.session[INTRODUCED] = code
    return link


def _kind_begun(request: SignedInRequest) -> str:
    """What was answered before the code came, if whoever it was sent to came back with it."""
    kind, email = request.session.pop(BEGUN, ("", ""))
    return kind if kind in Kind.values and email == request.user.email.lower() else ""


def _begin(request: SignedInRequest, kind: str) -> HttpResponse:
    """Open the first part; an empty draft that waits already is used again."""
    empty = LetterOfIntent.objects.filter(
        sender=request.user, status=LetterOfIntent.Status.DRAFT, version=1
    )
    letter = empty.filter(kind=kind).first() or letters.start(by=request.user, kind=kind)
    if (link := _introducer(request)) is not None:
        introductions.note(letter, link, by=request.user)
        del request.session[INTRODUCED]
    return redirect("partners:letter_part", letter.key, letter_parts.PARTS[0].key)


@require_POST
def copy(request: SignedInRequest, key: str) -> HttpResponse:
    """Begin from a copy: a corrected version, or another try after a decline (A1-2c)."""
    letter = get_letter(request, key, permissions.can_copy)
    draft = letter_copies.begin(letter, by=request.user)
    messages.success(
        request,
        _("Here is a copy of your letter. Change what you want, sign it and send it."),
    )
    return redirect(draft)
