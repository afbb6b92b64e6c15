"""Invented forms, letters and blocks in the six languages; every name is made up."""

from datetime import date

from gmp_portal.exchange.word import form
from gmp_portal.exchange.word.form import Choice, FormSheet, Question, Section
from gmp_portal.typesetting.content import (
    Bar,
    BarTable,
    Chapter,
    ContentsEntry,
    ContentsList,
    DraftDecision,
    Emphasis,
    Heading,
    Item,
    Note,
    Operative,
    Paragraph,
    SubParagraph,
    Subsection,
    Table,
    Unnumbered,
    Unreadable,
    words,
)
from gmp_portal.typesetting.content import Section as SectionHeading
from gmp_portal.typesetting.letter import LetterSheet, SummaryRow
from tests.typesetting.six import CODES, HEADINGS, TEXTS

WORDS = {
    "en": (
        "Letter of intent",
        "Who you are",
        "What you offer",
        "Name of the organization",
        "As in your statutes.",
        "What will you contribute?",
        "Kind of organization",
        "Government",
        "Academia",
        "Business",
        "Areas of work",
        "Mercury in products",
        "Waste",
        "Small-scale gold mining",
        "May we publish the letter?",
        "Please fill in the right column and send the file back.",
    ),
    "fr": (
        "Lettre d’intention",
        "Qui vous êtes",
        "Ce que vous offrez",
        "Nom de l’organisation",
        "Comme dans vos statuts.",
        "Quelle sera votre contribution ?",
        "Catégorie de l’organisation",
        "Gouvernement",
        "Université",
        "Entreprise",
        "Domaines de travail",
        "Mercure dans les produits",
        "Déchets",
        "Orpaillage à petite échelle",
        "Pouvons-nous publier la lettre ?",
        "Remplissez la colonne de droite et renvoyez le fichier.",
    ),
    "es": (
        "Carta de intención",
        "Quiénes son",
        "Qué ofrecen",
        "Nombre de la organización",
        "Como en sus estatutos.",
        "¿Qué aportarán?",
        "Tipo de organización",
        "Gobierno",
        "Universidad",
        "Empresa",
        "Esferas de trabajo",
        "Mercurio en productos",
        "Desechos",
        "Extracción de oro en pequeña escala",
        "¿Podemos publicar la carta?",
        "Rellene la columna derecha y devuelva el archivo.",
    ),
    "ru": (
        "Письмо о намерении",
        "Кто вы",
        "Что вы предлагаете",
        "Название организации",
        "Как в вашем уставе.",
        "Каким будет ваш вклад?",
        "Вид организации",
        "Правительство",
        "Университет",
        "Предприятие",
        "Области работы",
        "Ртуть в продуктах",
        "Отходы",
        "Мелкая добыча золота",
        "Можно ли опубликовать письмо?",
        "Заполните правый столбец и отправьте файл обратно.",
    ),
    "zh-hans": (
        "意向书",
        "贵方情况",
        "贵方贡献",
        "组织名称",
        "与章程一致。",
        "贵方将作出哪些贡献？",
        "组织类型",
        "政府",
        "学术机构",
        "企业",
        "工作领域",
        "含汞产品",
        "废物",
        "小规模采金",
        "可否公布本函？",
        "请填写右栏并将文件发回。",
    ),
    "ar": (
        "خطاب نوايا",
        "من أنتم",
        "ما تقدمونه",
        "اسم المنظمة",
        "كما يرد في نظامكم الأساسي.",
        "ما هي مساهمتكم؟",
        "نوع المنظمة",
        "حكومة",
        "جامعة",
        "شركة",
        "مجالات العمل",
        "الزئبق في المنتجات",
        "النفايات",
        "تعدين الذهب على نطاق صغير",
        "هل يمكننا نشر الخطاب؟",
        "يرجى ملء العمود الأيسر وإعادة الملف.",
    ),
}


def form_sheet(code="en", version="3"):
    said = WORDS[code]
    kinds = (Choice("gov", said[7]), Choice("aca", said[8]), Choice("bus", said[9]))
    areas = (Choice("prod", said[11]), Choice("waste", said[12]), Choice("gold", said[13]))
    return FormSheet(
        language=code,
        title=said[0],
        key="letter_of_intent",
        version=version,
        intro=(said[15],),
        sections=(
            Section(
                said[1],
                (
                    Question("name", said[3], said[4]),
                    Question("kind", said[6], kind=form.CHOICE, choices=kinds),
                ),
            ),
            Section(
                said[2],
                (
                    Question("offer", said[5], kind=form.LONG_TEXT),
                    Question("areas", said[10], kind=form.CHOICES, choices=areas),
                    Question("public", said[14], kind=form.YES_NO),
                ),
            ),
        ),
    )


def form_sheets():
    return {code: form_sheet(code) for code in CODES}


def letter_sheet(code, **more):
    text, heading = TEXTS[code], HEADINGS[code]
    return LetterSheet(
        language=code,
        subject=heading,
        body=(words(text), words(heading, Note(text))),
        reference="GMP/L/2030/0012",
        issued_on=date(2030, 11, 2),
        sender=("Example Institute", "12 Sample Street"),
        addressee=("Head of the Branch", "Sample City"),
        summary_title=heading,
        summary=(SummaryRow(heading, "Example"), SummaryRow("Country", text)),
        signature=("Ana Example", "Director"),
        verification_url="https://example.org/verify/abc",
        fingerprint="abcd ef01 2345",
        **more,
    )


def all_blocks(code):
    text, heading = TEXTS[code], HEADINGS[code]
    return (
        ContentsList(heading, (ContentsEntry(1, heading), ContentsEntry(2, text))),
        Chapter(heading),
        Paragraph(words(text, Note(text), " ", Emphasis(heading), Note(heading))),
        SubParagraph(1, words(text)),
        SubParagraph(2, words(heading, Note(heading))),
        SubParagraph(3, words(heading)),
        SubParagraph(4, words(heading)),
        SubParagraph(1, words(heading)),
        SectionHeading(heading),
        Paragraph("line\nand\tanother"),
        Subsection(heading),
        Unnumbered(text),
        SubParagraph(1, words(heading)),
        Heading(1, heading),
        Heading(3, f"3 {heading}"),
        Item(1, "•", words(text)),
        Item(2, "(z)", words(heading, Note(text))),
        Paragraph(heading, numbered=False),
        Table(
            heading,
            (heading, "N", "%"),
            (
                (words(text, Note(heading)), "60", "45"),
                (heading, "1", words("2", Note(text))),
                (heading, "61", ""),
            ),
            (text, heading),
            has_total=True,
        ),
        Table("", (), (("c", "d"), ("e", "f")), numbered=False),
        Table(heading, ("a", "b"), (("c", "d"),), numbered=False),
        BarTable(heading, (Bar(heading, 12), Bar("b", 1234.5)), as_of=heading),
        BarTable(heading, (Bar("b", 1),), label_header="L", value_header="V"),
        DraftDecision(
            heading,
            words(Emphasis(heading)),
            (words(Emphasis(heading), text), words(heading, Note(text))),
            (
                Operative(words(Emphasis(heading), " x", Note(text))),
                Operative(heading, (heading, text)),
                Operative("closed by its author;"),
            ),
        ),
        Unreadable("Expected a list, not a str."),
    )
