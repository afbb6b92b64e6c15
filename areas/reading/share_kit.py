"""What a partner passes on about an area in its own organization (A1-6a-ii)."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.models import PartnershipArea, PlanVersion
from gmp_portal.accounts.rights import Anybody
from gmp_portal.typesetting.content import Block, Section, Unnumbered, words
from gmp_portal.ui import full_addresses
from partners.models import IntroductionLink, Partner

Status = PlanVersion.Status


@dataclass(frozen=True)
class ShareKit:
    """Two texts in the reader's language, and the addresses that stand in them."""

    title: str
    message: str
    letter: str
    page: str
    plan: str
    join: str
    # By whose link new partners come, if the reader's organization has made one.
    introducer: Partner | None

    @property
    def sheet(self) -> tuple[Block, ...]:
        """The longer text as the blocks of a sheet to print or to change."""
        paragraphs = [part for part in self.letter.split("\n\n") if part]
        return (
            Section(_("To pass on in your organization")),
            *(Unnumbered(words(part)) for part in paragraphs),
        )


def of(area: PartnershipArea, reader: Anybody) -> ShareKit:
    """What everybody may know of the area, with the reader's own link for new partners."""
    page = full_addresses.whole(area.get_absolute_url())
    plan = _plan(area)
    link = link_of(reader)
    join = full_addresses.whole(
        link.get_absolute_url() if link else reverse("partners:join")
    )
    names = {"area": area.name, "page": page}
    return ShareKit(
        title=_("About the area %(area)s") % names,
        message=_(
            "%(area)s: a partnership area of the UNEP Global Mercury Partnership. Who takes "
            "part and what is planned: %(page)s"
        )
        % names,
        letter="\n\n".join(_paragraphs(area, page, plan, join)),
        page=page,
        plan=plan,
        join=join,
        introducer=link.partner if link else None,
    )


def _paragraphs(area: PartnershipArea, page: str, plan: str, join: str) -> list[str]:
    partners = area.current_partners().count()
    told = [
        _("Dear colleagues,"),
        _(
            "this is about %(area)s, one of the areas in which the UNEP Global Mercury "
            "Partnership works."
        )
        % {"area": area.name},
        _("What it is for: %(aim)s") % {"aim": area.aim},
        ngettext(
            "%(count)d partner works in this area at present. Its page names the partners, "
            "those who lead it, and its meetings: %(page)s",
            "%(count)d partners work in this area at present. Its page names the partners, "
            "those who lead it, and its meetings: %(page)s",
            partners,
        )
        % {"count": partners, "page": page},
    ]
    if plan:
        told.append(_("Its plan of work is here: %(plan)s") % {"plan": plan})
    told.append(
        _("An organization that wants to take part sends a letter of intent here: %(join)s")
        % {"join": join}
    )
    return told


def _plan(area: PartnershipArea) -> str:
    in_force = area.plans.filter(status=Status.PUBLISHED).order_by("-number")
    plan = in_force.select_related("area").first()
    return full_addresses.whole(plan.get_absolute_url()) if plan else ""


def link_of(reader: Anybody) -> IntroductionLink | None:
    """The link by which the reader's partner introduces new ones, if it has made one."""
    # Whoever only writes for a partner brings nobody in (A1-6a-viii).
    own = Partner.objects.represented_by(reader).confirmed()
    links = IntroductionLink.objects.filter(partner__in=own, revoked_at=None)
    return links.select_related("partner__country").order_by("partner__name").first()
