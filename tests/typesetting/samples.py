"""Invented documents for the tests of the typesetter; every name and number is made up."""

from dataclasses import replace
from datetime import date

from gmp_portal.typesetting.content import (
    Annex,
    Bar,
    BarTable,
    Block,
    Chapter,
    DraftDecision,
    Emphasis,
    Note,
    Operative,
    Paragraph,
    Section,
    SubParagraph,
    Subsection,
    Table,
    Unnumbered,
    words,
)
from gmp_portal.typesetting.letter import LetterSheet, SummaryRow
from gmp_portal.typesetting.publication import PublicationDocument, PublicationSection
from gmp_portal.typesetting.session import MeetingBlock, SessionDocument

AREAS = (
    ("Artisanal and small-scale gold mining", 96, 31),
    ("Mercury air transport and fate research", 58, 14),
    ("Mercury in products", 71, 22),
    ("Mercury waste management", 83, 27),
    ("Mercury supply and storage", 39, 9),
    ("Mercury cell chlor-alkali production", 28, 6),
    ("Mercury releases from coal combustion", 44, 12),
    ("Mercury releases from the cement industry", 21, 5),
)
FILLER = (
    "Partners of the area shared guidance, trained inspectors in two Sample regions and "
    "published the results on the website of the Partnership. The leads of the area met three "
    "times online and once in person, on each occasion with observers from the Example Institute."
)


def biennial() -> SessionDocument:
    """A biennial report in English, about six pages long."""
    return SessionDocument(
        language="en",
        symbol="UNEP/MC/COP.9/INF/99",
        body_code="MC",
        issued_on=date(2030, 1, 15),
        job_number="K3000123",
        meeting=MeetingBlock(
            body=words("Conference of the Parties to the Minamata Convention on Mercury"),
            session=words("Ninth meeting"),
            place_and_dates=words(
                "Sample City, 4–8 November 2030",
                Note("Invented data: every name and number in this document is made up."),
            ),
            agenda_item=words(
                "Item 5 (c) of the provisional agenda", Note("UNEP/MC/COP.9/1.")
            ),
            agenda_title=words(
                "Matters for consideration or action by the Conference of the Parties: "
                "international cooperation and coordination"
            ),
        ),
        title="Report on activities undertaken within the Global Mercury Partnership",
        subtitle="Note by the secretariat",
        blocks=_biennial_blocks(),
        annexes=(
            Annex(
                blocks=(
                    DraftDecision(
                        title="Draft decision MC-9/[--]: Example cooperation",
                        opening=words(Emphasis("The Conference of the Parties")),
                        preamble=(
                            words(
                                Emphasis("Recalling"),
                                " the invitation of its Example meeting to partners of all kinds",
                            ),
                            words(
                                Emphasis("Noting"),
                                " the work of the eight partnership areas",
                            ),
                        ),
                        operative=(
                            Operative(
                                words(
                                    Emphasis("Welcomes"),
                                    " the report of the Partnership",
                                    Note("UNEP/MC/COP.9/INF/99."),
                                )
                            ),
                            Operative(
                                words(
                                    Emphasis("Invites"), " Parties and other stakeholders:"
                                ),
                                (
                                    words("To join one or more partnership areas"),
                                    words("To share data with the Example Institute"),
                                ),
                            ),
                            Operative(
                                words(
                                    Emphasis("Requests"),
                                    " the secretariat to report to it at its tenth meeting",
                                )
                            ),
                        ),
                    ),
                ),
            ),
            Annex(
                title="Partners that joined in the period",
                blocks=(
                    Paragraph("The partners below were confirmed by the secretariat."),
                    Table(
                        title="New partners, by category",
                        header=("Partner", "Category", "Confirmed on"),
                        rows=tuple(
                            (
                                words(f"Sample Organization {n}"),
                                words("Other"),
                                words("1 May 2029"),
                            )
                            for n in range(1, 46)
                        ),
                    ),
                    Paragraph(
                        words("Letters are public.", Note("See the Sample register."))
                    ),
                ),
            ),
        ),
    )


def _biennial_blocks() -> tuple[Block, ...]:
    total = sum(partners for _, partners, _ in AREAS)
    blocks: list[Block] = [
        Chapter("Introduction"),
        Paragraph(
            "The present note was prepared by the secretariat of the Global Mercury Partnership "
            "from the reports that partnership areas submit every two years."
        ),
        Paragraph(
            words(
                "It covers the period from 1 January 2028 to 31 December 2029. Contributions were "
                "recorded by the partners and confirmed by the leads of the areas.",
                Note(
                    "The reports are in the library of the Partnership, with their data files."
                ),
                " The note is organized as follows:",
            )
        ),
        SubParagraph(1, words("Section II describes who takes part;")),
        SubParagraph(1, words("Section III sums up the areas, in particular:")),
        SubParagraph(2, words("What they promised in their plans;")),
        SubParagraph(2, words("What became of it;")),
        SubParagraph(1, words("Section IV suggests action.")),
        Chapter("Composition of the Partnership"),
        Section("Partners"),
        Paragraph(
            words(
                "At the end of the period the Partnership had 262 partners, of which 27 had "
                "joined during the period.",
                Note("Annex 1, paragraph 2, of the Sample framework."),
                " Table 1 shows them by area.",
            )
        ),
        Table(
            title="Partners and activities by partnership area, 2028–2029",
            header=("Partnership area", "Partners", "Activities", "Rate (percentage)"),
            rows=(
                *(
                    (
                        words(area, Note("Led by the Example Institute."))
                        if not i
                        else words(area),
                        words(str(partners)),
                        words(str(activities)),
                        words(str(round(100 * activities / partners))),
                    )
                    for i, (area, partners, activities) in enumerate(AREAS)
                ),
                (words("Total"), words(str(total)), words("126"), words("")),
            ),
            notes=("Source: reports of the areas.",),
            has_total=True,
        ),
        Section("Partnership Advisory Group"),
        Paragraph(
            "The Group met twice and reviewed eight plans; it took its decisions by consensus."
        ),
        Subsection("Review of the business plans"),
        Paragraph(
            "The Group recommended that every plan state its costs, targets and milestones."
        ),
        Subsection("Co-chairs"),
        Paragraph("Two co-chairs began a term of two years, renewable once."),
        Chapter("Progress by partnership area"),
    ]
    for index, (area, partners, activities) in enumerate(AREAS):
        blocks += [
            Section(area),
            Paragraph(
                f"The area brought together {partners} partners and {activities} activities."
            ),
            Paragraph(
                words(FILLER, Note(f"Invented report of area {index + 1}, paragraph 4."))
            ),
            Paragraph(FILLER),
        ]
        if not index:
            blocks.append(
                BarTable(
                    title="Activities by partnership area, 2028–2029",
                    rows=tuple(Bar(name, count) for name, _, count in AREAS),
                    as_of="31 December 2029",
                    label_header="Partnership area",
                    value_header="Activities",
                )
            )
    blocks += [
        Chapter("Suggested action"),
        Paragraph(
            "The Conference of the Parties may wish to take note of the present report and to "
            "consider the draft decision set out in annex I."
        ),
        Unnumbered("This sample ends here."),
    ]
    return tuple(blocks)


def long_report(count: int) -> SessionDocument:
    """A report in English with so many sections, with notes and tables throughout."""
    sections: list[Block] = []
    for number in range(1, count + 1):
        sections += [
            Section(f"Example activity {number}"),
            Paragraph(words(FILLER, Note(f"Invented report {number}."), " ", FILLER)),
        ]
        if not number % 8:
            rows = tuple((words(name), words(str(many))) for name, many, _ in AREAS)
            sections.append(Table("Partners", ("Area", "Partners"), rows))
    return replace(biennial(), blocks=(Chapter("Activities"), *sections))


def three_pages(code: str) -> SessionDocument:
    """A document of three pages or more, with notes close to the ends of its pages."""
    head, section, sentence, note = THREE_PAGES[code]
    blocks: list[Block] = [Chapter(head), Section(section)]
    for number in range(1, 25):
        repeated = (sentence,) * (3 + number % 4)
        space = "" if code == "zh-hans" else " "
        blocks.append(
            Paragraph(
                words(space.join(repeated), Note(f"{note} {number}"), space + sentence)
            )
        )
    return SessionDocument(
        language=code,
        symbol="UNEP/MC/COP.9/INF/98",
        body_code="MC",
        issued_on=date(2030, 1, 15),
        job_number="K3000124",
        meeting=MeetingBlock(
            body=words(head),
            place_and_dates=words(section, Note(note)),
            agenda_item=words(head, Note("UNEP/MC/COP.9/1.")),
        ),
        title=head,
        subtitle=section,
        blocks=tuple(blocks),
        annexes=(Annex(title=section, blocks=(Paragraph(words(sentence, Note(note))),)),),
    )


THREE_PAGES = {
    "en": (
        "Sample cooperation",
        "Example activities",
        "The Example Institute held a Sample workshop on products that contain mercury.",
        "Sample report, paragraph",
    ),
    "fr": (
        "Coopération fictive",
        "Activités d’exemple",
        "L’Institut Exemple a organisé un atelier fictif sur les produits contenant du mercure.",
        "Rapport fictif, paragraphe",
    ),
    "zh-hans": (
        "示例合作",
        "示例活动",
        "示例研究所于 2029 年举办了关于含汞产品的示例讲习班（UNEP/MC/COP.9/INF/97）。",
        "示例报告，第",
    ),
    "ar": (
        "تعاون نموذجي",
        "أنشطة نموذجية",
        "عقد معهد المثال حلقة عمل نموذجية عن المنتجات المحتوية على الزئبق (UNEP/MC/COP.9/INF/97).",
        "تقرير نموذجي، الفقرة",
    ),
}


def zh() -> SessionDocument:
    return three_pages("zh-hans")


def ar() -> SessionDocument:
    return three_pages("ar")


def fr() -> SessionDocument:
    return three_pages("fr")


def letter() -> LetterSheet:
    """A letter of intent as its sender filed it."""
    return LetterSheet(
        language="en",
        reference="LOI-2030-007",
        issued_on=date(2030, 1, 15),
        sender=("Example Institute for Clean Metals", "1 Sample Street", "Sample City"),
        addressee=("Secretariat of the Global Mercury Partnership", "Geneva"),
        subject="Letter of intent to take part in the Partnership",
        body=(
            words("We wish to take part in the work of the Partnership as a partner."),
            words(
                "We share its goal and will work in the area of products that contain mercury. "
                + FILLER
            ),
            words(
                "Our contribution will be known to the other partners and to the public."
            ),
        ),
        summary_title="What was filed",
        summary=(
            SummaryRow("Organization", "Example Institute for Clean Metals"),
            SummaryRow("Category", "Other"),
            SummaryRow("Partnership areas", "Mercury in products"),
            SummaryRow("Filed at", "15 January 2030, 10:00 UTC"),
        ),
        signature=("Sam Sample", "Director", "Example Institute for Clean Metals"),
        verification_url="https://portal.example.org/letters/LOI-2030-007/",
        fingerprint="3f9a 02c4 77de 1b20",
    )


def confirmation() -> LetterSheet:
    """The letter that confirms a partner, in Arabic."""
    return LetterSheet(
        language="ar",
        reference="LOI-2030-007",
        issued_on=date(2030, 1, 20),
        from_programme=True,
        sender=("أمانة الشراكة العالمية بشأن الزئبق",),
        addressee=("معهد المثال للمعادن النظيفة",),
        subject="تأكيد المشاركة في الشراكة",
        body=(
            words(
                "نؤكد مشاركة معهد المثال في الشراكة ابتداء من 20 كانون الثاني/يناير 2030."
            ),
        ),
        signature=("سام المثال", "الأمانة"),
        verification_url="https://portal.example.org/letters/LOI-2030-007/",
        fingerprint="3f9a 02c4 77de 1b20",
        draft="DRAFT 1 · not sent",
    )


def publication() -> PublicationDocument:
    """A business plan of an invented area."""
    return PublicationDocument(
        language="en",
        title="Business plan of the Sample partnership area",
        subtitle="Mercury in Example devices",
        status_note="Reviewed by the Partnership Advisory Group, Sample meeting",
        period="2030–2032",
        issued_on=date(2030, 3, 1),
        publisher="Global Mercury Partnership",
        sections=(
            PublicationSection(
                "Summary of the issue",
                (
                    Unnumbered(
                        words(FILLER, Note("Example Institute, Sample survey, 2029."))
                    ),
                )
                * 2,
            ),
            PublicationSection(
                "Objective",
                (
                    Unnumbered(
                        "To halve the number of Example devices that contain mercury."
                    ),
                    Chapter("Priority actions"),
                    Unnumbered("The area will:"),
                    SubParagraph(1, words("Survey Sample regions;")),
                    SubParagraph(1, words("Train Example inspectors.")),
                ),
            ),
            PublicationSection(
                "Efforts and timelines",
                (
                    Table(
                        title="Efforts of the partners",
                        header=("Effort", "Partner", "Year", "Cost (US$)"),
                        rows=tuple(
                            (
                                words(f"Sample effort {n}"),
                                words("Example Institute"),
                                words(str(2030 + n % 3)),
                                words(f"{n * 1250:,}"),
                            )
                            for n in range(1, 25)
                        ),
                    ),
                    BarTable(
                        "Partners by category", (Bar("Governments", 12), Bar("Others", 31))
                    ),
                ),
            ),
        ),
        annexes=(
            Annex((Unnumbered("Example Institute; Sample Organization."),), "Partners"),
        ),
        disclaimers=(
            "The views in this Sample are invented.",
            "No name here is a real one.",
        ),
        citation="Global Mercury Partnership (2030). Business plan of the Sample area.",
    )
