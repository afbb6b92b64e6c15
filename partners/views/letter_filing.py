"""The page on which the secretariat files what came on paper or by e-mail (N21, R-57)."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gmp_portal.accounts.rights import require
from gmp_portal.documents import files
from gmp_portal.ui.forms import render_form, said_at
from gmp_portal.ui.types import SignedInRequest
from partners import file_access, permissions
from partners.actions import letter_filing
from partners.forms.filing import LetterFilingForm
from partners.models import LetterOfIntent


def letter_file(request: SignedInRequest) -> HttpResponse:
    """Enter the letter; its sender is told, and it goes the ordinary way from then on."""
    require(request.user, permissions.can_letter_file)
    form = LetterFilingForm(request.POST or None, request.FILES or None)
    if form.is_valid() and (filed := _filed(request, form)):
        messages.success(request, _("The letter is filed, and its sender is told."))
        return redirect(filed)
    context = {"place_in_menu": "website:desk"}
    return render_form(request, "partners/letter_file.html", context, form=form)


def _filed(request: SignedInRequest, form: LetterFilingForm) -> LetterOfIntent | None:
    """The letter, or nothing where a rule has something against it, which the form says then."""
    values = form.cleaned_data
    # Where a rule has something against the letter, its scan is not kept either.
    with said_at(form, None), transaction.atomic():
        scan = files.store_upload(
            values["scan"], policy=file_access.ORIGINAL, by=request.user
        )
        return letter_filing.file(
            form.answers(),
            scan=scan,
            came_by=values["came_by"],
            came_on=values["came_on"],
            by=request.user,
        )
    return None
