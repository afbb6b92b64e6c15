"""The text of a PDF, page by page, in the order in which it is read (A1-6d-ii)."""

import re
import time
import unicodedata

import pypdfium2
from pypdfium2 import raw

from gmp_portal.documents.inspection.texts import Pieces
from gmp_portal.documents.inspection.verdict import RefusedError

# What takes longer is cut: the pages that were read until then are kept.
SECONDS = 15
# A word divided at the end of a line, by a sign of pdfium's own or by a hyphen.
_DIVIDED = re.compile(r"\ufffe\s*|(?<=[^\W\d_])[-\u00ad\u2010]\s*\n\s*(?=[^\W\d_])")
_HAN = r"[\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_WITHIN_HAN = re.compile(rf"(?<={_HAN})\s*\n\s*(?={_HAN})")
# Forms of letters that fonts have: joined Latin letters, Arabic by their place, radicals of Han.
_FORMS = re.compile("[\u2e80-\u2fdf\ufb00-\ufdcf\ufdf0-\ufdfc\ufe70-\ufefc]+")
_LAM_ALEF = re.compile("[\u0622\u0623\u0625\u0627]\u0644")


def take(data: bytes, pieces: Pieces) -> None:
    """Take the text out of each page, or refuse a file that is none, or locked."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        is_locked = error.err_code == raw.FPDF_ERR_PASSWORD
        raise RefusedError("encrypted" if is_locked else "broken") from error
    end = time.process_time() + SECONDS
    for number in range(len(pdf)):
        if time.process_time() >= end:
            pieces.cut()
        pieces.add(number + 1, _page(pdf, number))


def _page(pdf: pypdfium2.PdfDocument, number: int) -> str:
    try:
        text = pdf[number].get_textpage()
        return joined(_with_lam_first(text, text.get_text_range()))
    except pypdfium2.PdfiumError:
        # One page is damaged; the others can be read.
        return ""


def joined(text: str) -> str:
    """Words in one piece that a line divided, in the letters in which they are typed."""
    text = _FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), text)
    text = text.replace("\r\n", "\n")
    return _WITHIN_HAN.sub("", _DIVIDED.sub("", text))


def _with_lam_first(page: pypdfium2.PdfTextPage, text: str) -> str:
    """The text with each lam before its alef where both are one sign, which pdfium turns round."""
    chars = list(text)
    for pair in _LAM_ALEF.finditer(text):
        first = raw.FPDFText_GetCharIndexFromTextIndex(page.raw, pair.start())
        if first >= 0 and _is_one_sign(page, first, pair[0]):
            chars[pair.start() : pair.end()] = reversed(pair[0])
    return "".join(chars)


def _is_one_sign(page: pypdfium2.PdfTextPage, first: int, pair: str) -> bool:
    known = [raw.FPDFText_GetUnicode(page.raw, first + each) for each in (0, 1)]
    is_known = known == [ord(char) for char in pair]
    return is_known and page.get_charbox(first) == page.get_charbox(first + 1)
