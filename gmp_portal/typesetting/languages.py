"""The fixed words of official documents in the six languages of the United Nations.

They follow the language of the document, not of its reader, so they are a table
here and not part of the message catalogues.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

LATIN_MONTHS = (
    "January February March April May June July August September October November December"
)
FRENCH_MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
)
SPANISH_MONTHS = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre"
)
RUSSIAN_MONTHS = (
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
)
ARABIC_MONTHS = (
    "كانون\u00a0الثاني/يناير شباط/فبراير آذار/مارس نيسان/أبريل أيار/مايو حزيران/يونيه "
    "تموز/يوليه آب/أغسطس أيلول/سبتمبر تشرين\u00a0الأول/أكتوبر تشرين\u00a0الثاني/نوفمبر "
    "كانون\u00a0الأول/ديسمبر"
)
CHINESE_MONTHS = "1 2 3 4 5 6 7 8 9 10 11 12"
ENGLISH_NAMES = {
    "ar": "Arabic",
    "zh-hans": "Chinese",
    "en": "English",
    "fr": "French",
    "ru": "Russian",
    "es": "Spanish",
}
FRENCH_NAMES = {
    "ar": "arabe",
    "zh-hans": "chinois",
    "en": "anglais",
    "fr": "français",
    "ru": "russe",
    "es": "espagnol",
}
SPANISH_NAMES = {
    "ar": "árabe",
    "zh-hans": "chino",
    "en": "inglés",
    "fr": "francés",
    "ru": "ruso",
    "es": "español",
}


@dataclass(frozen=True)
class Language:
    """One official language: its masthead, its labels and its sentences."""

    code: str
    tag: str
    letter: str
    united_nations: str
    programme: str
    annex: str
    table: str
    figure: str
    category: str
    value: str
    as_of: str
    contents: str
    not_set: str
    too_long: str
    as_received: str
    reference: str
    subject: str
    verify: str
    fingerprint: str
    to: str
    remainder: str
    colon: str = ":"
    comma: str = ","
    semicolon: str = ";"
    stop: str = "."
    distribution: str = "Distr.: {}"
    distributions: Mapping[str, str] | None = None
    original: str = "Original: {}"
    names: Mapping[str, str] | None = None
    months: str = LATIN_MONTHS
    day: str = "{day} {month} {year}"

    # Between two days of one month, and between those of two.
    within: str = "–"
    between: str = " – "
    is_year_first: bool = False

    masthead: str = ""
    separator: str = ", "
    # In one language and no other, as the masthead says it.
    only: str = "{} only"

    @property
    def programme_lines(self) -> str:
        """Return the name of the programme, broken where its masthead breaks it."""
        return self.masthead or self.programme

    @property
    def is_issued_in_english(self) -> bool:
        """Tell whether the lines at the right of the masthead stay in English."""
        return self.names is None

    @property
    def direction(self) -> str:
        return "rtl" if self.code == "ar" else "ltr"

    def written(self, day: date) -> str:
        """Return the date in the words of this language."""
        return self._filled(self.day, day)

    def _filled(self, form: str, day: date) -> str:
        number = "1er" if self.code == "fr" and day.day == 1 else str(day.day)
        month = self.months.split(" ")[day.month - 1]
        return form.format(day=number, month=month, year=day.year)

    def span(self, first: date, last: date | None) -> str:
        """Return a stretch of days without repeating the month or the year they share."""
        if last is None or last == first:
            return self.written(first)
        if first.year != last.year:
            return f"{self.written(first)}{self.between}{self.written(last)}"
        is_month = first.month == last.month
        # Without the year, and without the month too: 24–29 September, 1日至5日.
        start, end = self.day.partition("{month}")[::2]
        if self.is_year_first:
            short = end if is_month else "{month}" + end
            begun, ended = self.written(first), self._filled(short.lstrip("月"), last)
            return f"{begun}{self.between}{ended}"
        short = "{day}" if is_month else start + "{month}"
        between = self.within if is_month else self.between
        return f"{self._filled(short, first)}{between}{self.written(last)}"

    def placed(self, place: str, days: str) -> str:
        """Return place and days of a meeting in the order of this language."""
        if self.is_year_first:
            return self.comma.join(part for part in (days, place) if part)
        return self.listed([part for part in (place, days) if part])

    def stamped(self, day: date) -> str:
        """Return the date of issue as the masthead writes it, often in English."""
        return ENGLISH.written(day) if self.is_issued_in_english else self.written(day)

    def distributed(self, category: str) -> str:
        """Return the distribution line of the masthead."""
        return self.distribution.format((self.distributions or {}).get(category, category))

    def listed(self, names: Sequence[str]) -> str:
        """Return names in a row, as this language separates them."""
        return self.separator.join(names)

    def parted(self, parts: Sequence[str]) -> str:
        """Return what may hold commas of its own in a row, parted by semicolons."""
        space = "" if self.code == "zh-hans" else " "
        return f"{self.semicolon}{space}".join(parts)

    def named(self, code: str) -> str:
        """Return the name of a language in the words of this masthead."""
        return (self.names or ENGLISH_NAMES).get(code, code)

    def issue(self, original: str) -> tuple[str, ...]:
        """Return the lines that name the language of the issue and of the original."""
        original_line = self.original.format(self.named(original))
        if original == self.code:
            return (original_line,)
        return (_capital(self.named(self.code)), original_line)

    def alone(self) -> str:
        """Return the line of a document that is issued in this language only."""
        return self.only.format(_capital(self.named(self.code)))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


ENGLISH = Language(
    code="en",
    tag="en",
    letter="E",
    united_nations="United Nations",
    programme="United Nations Environment Programme",
    annex="Annex",
    table="Table",
    figure="Figure",
    category="Category",
    value="Number",
    as_of="As of",
    contents="Contents",
    not_set=(
        "This part could not be set; its text is in the data file attached to "
        "this document."
    ),
    too_long=(
        "The document is too long to be set as a whole; the rest is in the data file "
        "attached."
    ),
    as_received="Reproduced as received, without formal editing.",
    reference="Reference",
    subject="Subject",
    verify="The authenticity of this letter can be checked at",
    fingerprint="Fingerprint",
    to="To",
    remainder="Lines that could not be placed",
    between=" to ",
)
FRENCH = Language(
    code="fr",
    tag="fr",
    letter="F",
    united_nations="Nations Unies",
    programme="Programme des Nations Unies pour l’environnement",
    annex="Annexe",
    table="Tableau",
    figure="Figure",
    category="Catégorie",
    value="Nombre",
    as_of="Au",
    contents="Table des matières",
    not_set=(
        "Cette partie n’a pas pu être composée ; son texte figure dans le fichier de "
        "données joint au présent document."
    ),
    too_long=(
        "Le document est trop long pour être composé en entier ; la suite figure dans le "
        "fichier de données joint."
    ),
    as_received="Reproduit tel quel, sans révision officielle.",
    reference="Référence",
    subject="Objet",
    verify="L’authenticité de cette lettre peut être vérifiée à l’adresse",
    fingerprint="Empreinte",
    to="À",
    remainder="Lignes qui n’ont pas pu être placées",
    within="-",
    colon="\u00a0:",
    semicolon="\u00a0;",
    distribution="Distr. {}",
    distributions={"General": "générale", "Limited": "limitée", "Restricted": "restreinte"},
    original="Original\u00a0: {}",
    only="{} seulement",
    names=FRENCH_NAMES,
    months=FRENCH_MONTHS,
)
SPANISH = Language(
    code="es",
    tag="es",
    letter="S",
    united_nations="Naciones Unidas",
    programme="Programa de las Naciones Unidas para el Medio Ambiente",
    annex="Anexo",
    table="Cuadro",
    figure="Figura",
    category="Categoría",
    value="Número",
    as_of="Al",
    contents="Índice",
    not_set=(
        "Esta parte no se pudo componer; su texto figura en el archivo de datos adjunto al "
        "presente documento."
    ),
    too_long=(
        "El documento es demasiado largo para componerlo entero; el resto figura en el "
        "archivo de datos adjunto."
    ),
    as_received="Reproducido como se recibió, sin edición oficial.",
    reference="Referencia",
    subject="Asunto",
    verify="La autenticidad de esta carta puede comprobarse en",
    fingerprint="Huella digital",
    to="A",
    remainder="Líneas que no se pudieron ubicar",
    distribution="Distr. {}",
    distributions={"General": "general", "Limited": "limitada", "Restricted": "reservada"},
    names=SPANISH_NAMES,
    only="{} únicamente",
    months=SPANISH_MONTHS,
    day="{day} de {month} de {year}",
    within=" a ",
    between=" a ",
)
RUSSIAN = Language(
    code="ru",
    tag="ru",
    letter="R",
    united_nations="Организация Объединенных Наций",
    programme="Программа Организации Объединенных Наций по окружающей среде",
    annex="Приложение",
    table="Таблица",
    figure="Рисунок",
    category="Категория",
    value="Число",
    as_of="По состоянию на",
    contents="Содержание",
    not_set=(
        "Эту часть не удалось сверстать; ее текст содержится в файле данных, приложенном к "
        "настоящему документу."
    ),
    too_long=(
        "Документ слишком велик, чтобы сверстать его целиком; остальное содержится в "
        "приложенном файле данных."
    ),
    as_received="Воспроизводится в полученном виде без официального редактирования.",
    reference="Ссылка",
    subject="Тема",
    verify="Подлинность этого письма можно проверить по адресу",
    fingerprint="Контрольная сумма",
    to="Кому",
    remainder="Строки, место которых не определено",
    months=RUSSIAN_MONTHS,
    day="{day} {month} {year} года",
)
CHINESE = Language(
    code="zh-hans",
    tag="zh-Hans",
    letter="C",
    united_nations="联合国",
    programme="联合国环境规划署",
    masthead="联合国\n环境规划署",
    annex="附件",
    table="表",
    figure="图",
    category="类别",
    value="数量",
    as_of="截至",
    contents="目录",
    not_set="本部分未能排版；其文本载于本文件所附数据文件。",
    too_long="文件过长，未能全部排版；其余部分载于所附数据文件。",
    as_received="按收到时的原文转载，未经正式编辑。",
    reference="文号",
    subject="事由",
    verify="本函真伪可在以下网址核验",
    fingerprint="校验码",
    to="致",
    remainder="未能归位的文字",
    months=CHINESE_MONTHS,
    day="{year}年{month}月{day}日",
    between="至",
    is_year_first=True,
    separator="、",
    colon="：",
    comma="，",
    semicolon="；",
    stop="。",
)
ARABIC = Language(
    code="ar",
    tag="ar",
    letter="A",
    united_nations="الأمم المتحدة",
    programme="برنامج الأمم المتحدة للبيئة",
    masthead="برنامج الأمم المتحدة\nللبيئة",
    annex="المرفق",
    table="الجدول",
    figure="الشكل",
    category="الفئة",
    value="العدد",
    as_of="حتى",
    contents="المحتويات",
    not_set="تعذر تنضيد هذا الجزء؛ ويرد نصه في ملف البيانات المرفق بهذه الوثيقة.",
    too_long="الوثيقة أطول من أن تنضد كاملة؛ ويرد الباقي في ملف البيانات المرفق.",
    as_received="مستنسخ بالصيغة التي ورد بها دون تحرير رسمي.",
    reference="المرجع",
    subject="الموضوع",
    verify="يمكن التحقق من صحة هذه الرسالة على العنوان",
    fingerprint="البصمة",
    to="إلى",
    remainder="سطور لم يتسن تحديد موضعها",
    months=ARABIC_MONTHS,
    within="-",
    between=" إلى ",
    separator="، ",
    comma="،",
    semicolon="؛",
)
LANGUAGES = {
    language.code: language
    for language in (ARABIC, CHINESE, ENGLISH, FRENCH, RUSSIAN, SPANISH)
}


def language(code: str) -> Language:
    """Return the language; English stands in for one the United Nations does not issue."""
    return LANGUAGES.get(code, ENGLISH)
