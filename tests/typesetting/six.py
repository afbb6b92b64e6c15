"""One document of every kind in each of the six languages, with what lies in wait in its script."""

from gmp_portal.typesetting.content import (
    Annex,
    Bar,
    BarTable,
    Chapter,
    Note,
    Paragraph,
    Section,
    SubParagraph,
    Table,
    Unnumbered,
    words,
)
from gmp_portal.typesetting.letter import LETTER, LetterSheet, SummaryRow
from gmp_portal.typesetting.publication import (
    PUBLICATION,
    PublicationDocument,
    PublicationSection,
)
from gmp_portal.typesetting.session import SESSION, MeetingBlock, SessionDocument

# Symbols, quotes, numbers, addresses, brackets.
TEXTS = {
    "en": "The final office: “fine” – 50% of US$ 1,250.00 (UNEP/MC/COP.9/INF/97) [sic]; see "
    "https://www.example.org/partners/?a=1&b=2, +41 22 917 12 34, 12 µg and Ω‑values.",
    "fr": "L’Institut a tenu « un atelier » : 50 % des œuvres ; voir https://example.org/ ! "
    "Nº 5 … fin, flux et affiche (UNEP/MC/COP.9/INF/97) ?",
    "es": "¿Qué año? ¡Señal! «Mercurio» – 50 % (UNEP/MC/COP.9/INF/97), n.º 5: "
    "https://example.org/, acción, pingüino.",
    "ru": "Институт провёл семинар «Ртуть» (UNEP/MC/COP.9/INF/97) — 50 %, см. "
    "https://example.org/; № 5, § 3, ёлка, съезд.",
    "zh-hans": "示例研究所于2029年举办了关于含汞产品的示例讲习班（UNEP/MC/COP.9/INF/97），见"
    "https://example.org/partners/，“引文”、《书名》；占50%，Example Institute供稿。",
    "ar": "أعدت UNEP Global Mercury Partnership هذه الوثيقة (UNEP/MC/COP.9/INF/97)، انظر "
    "https://example.org/partners/ أو info@example.org؛ قانون Act (No. 5) بنسبة 50% «اقتباس» "
    "[نص] +41 22 917 1234، ١٢٣ و2026-2027 وأولاً، إلى Perú ومن Émile Ågård.",
}
HEADINGS = {
    "en": "The plan of UNEP",
    "fr": "Le plan de l’ONU",
    "es": "El plan de la ONU",
    "ru": "План ЮНЕП (UNEP)",
    "zh-hans": "UNEP的计划",
    "ar": "UNEP وخطة الشراكة Global Mercury Partnership",
}
CODES = tuple(TEXTS)


def session(code):
    text, heading = TEXTS[code], HEADINGS[code]
    rows = tuple((words(heading), words("60"), words("45")) for _ in range(60))
    return SessionDocument(
        language=code,
        title=heading,
        subtitle=heading,
        symbol="UNEP/MC/COP.9/INF/98",
        body_code="MC",
        meeting=MeetingBlock(
            body=words(heading),
            place_and_dates=words(heading, Note(text)),
            agenda_item=words(heading),
        ),
        blocks=(
            Chapter(heading),
            Section(heading),
            Paragraph(words(text, Note(text), " ", text)),
            SubParagraph(1, words(text)),
            Table(heading, (heading, heading, heading), rows, notes=(text,)),
            BarTable(heading, (Bar(heading, 1250), Bar(heading, 7)), as_of=heading),
            Unnumbered(text),
        ),
        annexes=(Annex((Paragraph(text),), title=heading),),
    )


def letter(code):
    text, heading = TEXTS[code], HEADINGS[code]
    return LetterSheet(
        language=code,
        subject=heading,
        body=(words(text), words(text)),
        reference="LOI-2030-0007",
        sender=(heading, "1 Sample Street"),
        addressee=(heading, "info@example.org"),
        summary_title=heading,
        summary=(SummaryRow(heading, text), SummaryRow(heading, "https://example.org/")),
        signature=(heading,),
        from_programme=True,
        verification_url="https://example.org/letters/7/",
        fingerprint="3f9a 02c4",
    )


def publication(code):
    text, heading = TEXTS[code], HEADINGS[code]
    return PublicationDocument(
        language=code,
        title=heading,
        subtitle=heading,
        period="2030–2032",
        sections=(
            PublicationSection(heading, (Unnumbered(text), Section(heading))),
            PublicationSection(text, (Paragraph(words(text, Note(text))),)),
        ),
        disclaimers=(text,),
        citation=text,
    )


KINDS = {
    "session": (SESSION, session),
    "letter": (LETTER, letter),
    "publication": (PUBLICATION, publication),
}
