"""What a report asks its readers to do: the closing paragraph and the draft decision."""

from django.utils.translation import gettext as _

from gmp_portal.typesetting.content import DraftDecision, Operative
from reporting.assembly.blocks import read
from reporting.models import Report

Kind = Report.Kind


def suggested_action(kind: str) -> str:
    """The paragraph in which each kind of report ends."""
    if kind == Kind.COP:
        return _(
            "The Conference of the Parties may wish to take note of the information in the "
            "present document and to consider the draft decision set out in annex I."
        )
    if kind == Kind.UNEA:
        return _(
            "The Environment Assembly may wish to take note of the information in the present "
            "document and to consider the draft decision set out in annex I."
        )
    if kind == Kind.PAG:
        return _(
            "The Partnership Advisory Group may wish to take note of the information in the "
            "present document and to give advice on the work of the areas."
        )
    return _("Readers may wish to take note of the information in the present document.")


def draft_decision(kind: str) -> DraftDecision | None:
    """Draft what bodies could decide on the report; the secretariat rewrites it."""
    if kind not in (Kind.COP, Kind.UNEA):
        return None
    opening = _("[[italic: The Conference of the Parties]],")
    if kind == Kind.UNEA:
        opening = _("[[italic: The United Nations Environment Assembly]],")
    return DraftDecision(
        title=_("Draft decision [--]: cooperation with the Global Mercury Partnership"),
        opening=read(opening),
        preamble=(
            read(
                _("[[italic: Recalling]] the provisions of the Convention on cooperation,")
            ),
            read(
                _(
                    "[[italic: Having considered]] the report on the work of the Partnership,"
                )
            ),
        ),
        operative=(
            Operative(read(_("[[italic: Takes note]] of the report on that work;"))),
            Operative(
                read(
                    _(
                        "[[italic: Invites]] Parties and other stakeholders to take part in it;"
                    )
                )
            ),
            Operative(
                read(
                    _(
                        "[[italic: Requests]] the secretariat to report on its cooperation "
                        "with the Partnership at the next meeting."
                    )
                )
            ),
        ),
    )
