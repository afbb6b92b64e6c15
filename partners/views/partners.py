"""The page of a partner, and what can be done with it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gmp_portal import dates, ledger, rounds
from gmp_portal.accounts import namesakes, offices
from gmp_portal.accounts.rights import is_officer, require
from gmp_portal.rounds import Reading, known, rows, side_by_side
from gmp_portal.ui import full_addresses
from gmp_portal.ui.forms import ReasonForm, render_form, said_at
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing import turns
from partners import permissions
from partners.actions import partners, silences
from partners.forms.entries import EnterForm
from partners.forms.partner_filters import MembershipCheck
from partners.looks import KINDS
from partners.models import (
    LetterOfIntent,
    OtherName,
    Partner,
    PartnerProfile,
    PublicVersion,
)
from partners.models.partners import followed
from partners.reading import (
    duplicates,
    held,
    history,
    interests,
    involvement,
    membership,
    merged,
    past_letters,
    signs,
    silence,
    sources,
    unreached,
)
from partners.reading.waiting import waiting_of
from partners.views.forms import partner_form
from partners.views.lookup import get_partner
from partners.views.statements import leaving
from partners.writings import DESCRIPTION, ENTRY, NAME

NOT_FOUND, CONFLICT = 404, 409
LONGEST_NAME = 250
# The newest; older ones stand in the ledger.
MOST_INVITATIONS = 20


@shared
@require_safe
def partner_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One partner: letter, areas, people by role, history; former ones stay visible."""
    # Whoever types an address may type a name, in any script.
    slug = slug.replace("\0", "")[:LONGEST_NAME]
    partners = Partner.objects.visible_to(request.user).select_related("country")
    partner = partners.prefetch_related("participations").filter(slug=slug).first()
    if partner is None and (standing := merged.standing_for(slug)) is not None:
        return redirect(standing, permanent=True)
    if partner is None:
        near = duplicates.near_names(slug)
        context: dict[str, Any] = {"near": near, "wanted": slug.replace("-", " ")}
        return render(request, "partners/partner_unknown.html", context, status=NOT_FOUND)
    form, answer = _membership_answer(request, partner)
    gathered = rounds.run(
        _register(request, partner),
        _people(request, partner),
        _join_requests(request, partner),
        _invitations(request, partner),
        _introduction(request, partner),
        _history(request, partner),
    )
    context = {
        **_standing(request, partner),
        "partner": partner,
        "possible": permissions.possible(request.user, partner),
        "look": KINDS[partner.kind],
        "check_form": form,
        "check_answer": answer,
    }
    for part in gathered:
        context |= part
    return render_form(request, "partners/partner_detail.html", context, form=form)


def _register(request: HttpRequest, partner: Partner) -> Reading[dict[str, Any]]:
    """What the register and the other apps know of the partner."""
    letters = LetterOfIntent.objects.published_for(partner).select_related("public_letter")
    names = partner.former_names.all()
    last = PublicVersion.objects.filter(number=F("letter__public_version"))
    taken_down = last.filter(
        followed(partner, "letter__partner"),
        letter__status=LetterOfIntent.Status.TAKEN_DOWN,
    ).select_related("letter")
    entries = merged.entries_of(partner)
    other_names = partner.other_names.all()
    profiles = PartnerProfile.objects.filter(partner=partner)
    past = past_letters.of(partner)
    yield [letters, names, taken_down, entries, other_names, profiles, past]
    memberships, parts = yield from side_by_side(
        interests.reading_memberships([partner.pk]),
        involvement.parts(partner, request),
    )
    return {
        "letters": letters,
        "taken_down": taken_down,
        "former_names": names,
        "merged_entries": entries,
        "other_names": other_names,
        "name_here": name_in_language(other_names, partner),
        "profile": next((each for each in profiles if each.is_filled), None),
        "memberships": memberships.get(partner.pk, []),
        "involvement": parts,
        "past_letters": [
            (letter, permissions.can_past_letter_withdraw(request.user, letter))
            for letter in past
        ],
        "sees_files": permissions.can_see_names(request.user, partner),
        "provenance": sources.of(
            partner,
            has_letter=bool(letters),
            has_past=any(letter.withdrawn_at is None for letter in past),
        ),
    }


def name_in_language(names: Iterable[OtherName], partner: Partner) -> str:
    """What it is called in the reader's language, unless the official name says it."""
    spoken = get_language()
    own = next((each.name for each in names if each.language == spoken), "")
    return "" if own == partner.name else own


def _people(request: HttpRequest, partner: Partner) -> Reading[dict[str, Any]]:
    """Those who speak for the partner; names only with consent, or to those concerned."""
    user = request.user
    sees_names = permissions.can_see_names(user, partner)
    people = partner.representatives.select_related("person")
    terms = people.current().select_related("recorded_by")
    former = people.exclude(pk__in=partner.representatives.current().values("pk"))
    former = former if is_officer(user) else former.none()
    lost = unreached.partners().filter(pk=partner.pk)
    lost = lost if is_officer(user) else lost.none()
    yield [terms, former, lost, *offices.staff_for(user)]
    namesakes.tell_apart(term.person for term in terms)
    own_term = next((term for term in terms if term.person_id == user.pk), None)
    by = {term.recorded_by for term in terms if term.recorded_by} if sees_names else set()
    recorders = offices.names_of(by, user)
    return {
        "representatives": [
            (
                term,
                sees_names or term.is_public,
                permissions.can_representative_end(user, term),
                permissions.can_representative_change_role(user, term),
                recorders.get(term.recorded_by_id or 0, ""),
            )
            for term in terms
        ],
        "own_term": own_term,
        "may_hand_over": own_term is not None
        and permissions.can_representative_hand_over(user, own_term),
        "former_terms": former,
        "is_unreached": bool(lost),
        "sees_mails": is_officer(user) and not own_term,
    }


def _standing(request: HttpRequest, partner: Partner) -> dict[str, Any]:
    """What is open about whether it stays, for its people and the secretariat (R-46, A1-2b)."""
    if not permissions.can_see_names(request.user, partner):
        return {}
    lacking = silence.without_contribution(dates.today()).filter(pk=partner.pk)
    waiting = waiting_of(partner)
    return {
        "waiting": waiting,
        "statements": [
            (each, permissions.can_statement_take_back(request.user, each))
            for each in waiting.statements
        ],
        "lacks_contribution": partner.is_confirmed and lacking.exists(),
        "where_to_report": signs.where_to_report(),
        "represents": permissions.represents(request.user, partner),
    }


def _history(request: HttpRequest, partner: Partner) -> Reading[dict[str, Any]]:
    sees_changes = permissions.can_see_names(request.user, partner)
    first = ledger.trail(partner).order_by("at", "pk").values_list("at", flat=True)[:1]
    recorded, changes, trail = yield from side_by_side(
        rows(first),
        history.changes(partner) if sees_changes else known([]),
        history.of_partner(partner, request.user, for_officer=is_officer(request.user)),
    )
    return {
        "recorded_on": dates.day_of(recorded[0]) if recorded else None,
        "changes": changes,
        "trail": trail,
    }


def _join_requests(request: HttpRequest, partner: Partner) -> Reading[dict[str, Any]]:
    waiting = partner.join_requests.filter(status="asked").select_related("person")
    yield [waiting]
    namesakes.tell_apart(asked.person for asked in waiting)
    decided = [
        asked
        for asked in waiting
        if permissions.can_join_request_decide(request.user, asked)
    ]
    return {"join_requests": decided}


def _invitations(request: HttpRequest, partner: Partner) -> Reading[dict[str, Any]]:
    """What became of the last invitations, for those who may send them (R-38)."""
    if not permissions.can_invitation_send(request.user, partner):
        return {"invitations": []}
    sent = partner.invitations.select_related("settled_by")[:MOST_INVITATIONS]
    yield [sent]
    return {"invitations": sent}


def _introduction(request: HttpRequest, partner: Partner) -> Reading[dict[str, Any]]:
    """The link by which the partner introduces others, for those who pass it on."""
    if not permissions.can_introduction_make(request.user, partner):
        return {"introduction_link": ""}
    standing = partner.introduction_links.filter(revoked_at=None)[:1]
    yield [standing]
    link = next(iter(standing), None)
    return {
        "introduction_link": full_addresses.whole(link.get_absolute_url()) if link else ""
    }


def _membership_answer(
    request: HttpRequest, partner: Partner
) -> tuple[MembershipCheck, str]:
    """Answer "was X a partner on this day?" in a sentence, also where nobody knows."""
    if "on" not in request.GET:
        return MembershipCheck(), ""
    form = MembershipCheck(request.GET)
    if not form.is_valid():
        return form, ""
    return form, membership.answer(partner, form.cleaned_data["on"])


def rename(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change the name; the old one stays in the history."""
    partner = get_partner(request, slug, permissions.can_rename)
    turn = turns.take(request, NAME, partner)
    if turn.is_saved:
        turn.tell(request, _("The partner has its new name."))
        return redirect(partner)
    return partner_form(request, partner, turn.form, title=_("Rename"), submit=_("Rename"))


def edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say anew what kind of partner it is, where, and how we know (A1-6c-i, A1-2e)."""
    partner = get_partner(request, slug, permissions.can_partner_edit)
    turn = turns.take(request, ENTRY, partner)
    if turn.is_saved:
        turn.tell(request, _("The entry is saved."))
        return redirect(partner)
    title = _("Change kind and country")
    if partner.evidence != Partner.Evidence.LETTER:
        title = _("Change kind, country and source")
    return partner_form(request, partner, turn.form, title=title, submit=_("Save"))


def describe(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write the profile, the names in other languages, and where it is found (S-35, S-47)."""
    partner = get_partner(request, slug, permissions.can_partner_describe)
    turn = turns.take(request, DESCRIPTION, partner)
    if turn.is_saved:
        turn.tell(request, _("The entry is saved."))
        return redirect(partner)
    title = _("Profile and names")
    return partner_form(request, partner, turn.form, title=title, submit=_("Save"))


def enter(request: SignedInRequest) -> HttpResponse:
    """Enter a partner that a source shows and no letter in this portal (A1-2e)."""
    require(request.user, permissions.can_partner_enter)
    form = EnterForm(request.POST or None)
    taken = None
    if form.is_valid():
        said = form.cleaned_data
        try:
            with said_at(form, "told_apart"):
                partner = partners.enter(**said, by=request.user)
                messages.success(request, _("The partner stands in the register."))
                return redirect(partner)
        except RuleRefusedError as refusal:
            # All that was typed stays: only what tells the two apart is missing.
            taken = Partner.objects.that_may_be(said["name"], said["country"]).first()
            form.add_error("name", refusal)
    status = CONFLICT if taken else None
    context = {"taken": taken}
    return render_form(
        request, "partners/partner_enter.html", context, form=form, status=status
    )


def deactivate(request: SignedInRequest, slug: str) -> HttpResponse:
    """Mark as inactive after an unanswered question, with all that is known shown (R-11)."""
    partner = get_partner(request, slug, permissions.can_deactivate)
    question = waiting_of(partner).question
    form = ReasonForm(request.POST or None)
    if question is not None and form.is_valid():
        silences.confirm(question, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The partner is marked as inactive."))
        return redirect(partner)
    context = {
        "partner": silence.facts_of(partner),
        "question": question,
        "held": held.by(partner),
        "title": _("Mark as inactive"),
        "submit": _("Mark as inactive"),
        "clause": "R-11",
    }
    return render_form(request, "partners/standing_form.html", context, form=form)


def reactivate(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take a partner back (R-11)."""
    partner = get_partner(request, slug, permissions.can_reactivate)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        partners.reactivate(partner, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The partner is active again."))
        return redirect(partner)
    return partner_form(
        request, partner, form, title=_("Make active again"), submit=_("Make active")
    )


def withdraw(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say that the partner leaves, by a statement of its own (R-11, R-47)."""
    partner = get_partner(request, slug, permissions.can_partner_withdraw)
    return leaving(request, partner)
