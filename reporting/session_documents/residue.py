"""What a word processor leaves behind in a text: fields, control characters, tags."""

import re

FIELD = re.compile(
    r"(?:\{\s*)?\b(?:"
    r'HYPERLINK(?:\s+\\[a-z])*\s+"[^"]*"(?:\s+\\[a-z](?:\s+"[^"]*")?)*'
    r"|(?:PAGEREF|NOTEREF|REF)\s+_[A-Za-z]+\d+(?:\s+\\[a-z*]+)*"
    r'|TOC(?:\s+\\[a-z](?:\s+"[^"]*")?)+'
    r"|SEQ\s+\w+(?:\s+\\\*\s*\w+)+"
    r"|(?:NUMPAGES|SECTIONPAGES|PAGE)\b(?:\s+\\\*\s*\w+)+"
    r'|(?:STYLEREF|DOCPROPERTY|INCLUDEPICTURE|FORMTEXT)\b(?:\s+"[^"]*")?(?:\s+\\\S+)*'
    r")(?:\s*\\\*\s*(?:MERGEFORMAT|Arabic|ARABIC|ROMAN))*(?:\s*\})?"
    r"|\{\s*(?:PAGE|NUMPAGES|SECTIONPAGES|DATE|TIME|FILENAME|AUTHOR|TITLE)\b[^{}]{0,80}\}"
    r"|^\s*(?:NUMPAGES|SECTIONPAGES)\s*$"
)
SCRAPS = re.compile(
    r"\\\*\s*(?:MERGEFORMAT|Arabic|ARABIC)|\bMERGEFORMAT\b|\b_(?:Toc|Ref|Hlk)\d+\b"
    r"|Error! (?:Bookmark|Reference source) not (?:defined|found)\."
    r"|¡Error! (?:Marcador no definido|No se encuentra el origen de la referencia)\."
    r"|Erreur\s?! (?:Signet non défini|Source du renvoi introuvable)\."
    r"|Ошибка! (?:Закладка не определена|Источник ссылки не найден)\."
    r"|错误[！!]\s?未(?:定义书签|找到引用源)。"
    r"|[\x00-\x08\x0b\x0e-\x1f\ufffd\ufeff\u00ad\u200b]+"
)
TAG = re.compile(
    r"</?(?:ul|ol|li|p|br|div|span|table|thead|tbody|tr|td|th)\b[^<>]{0,200}/?>",
    re.IGNORECASE,
)
SPACES = re.compile(r"[ \u00a0]{2,}")


def cleaned(raw: str) -> tuple[str, tuple[str, ...]]:
    """Return a line without residue, and the pieces of residue that were in it."""
    removed: list[str] = []

    def apart(match: re.Match[str]) -> str:
        removed.append(match[0].strip())
        return " "

    def without(match: re.Match[str]) -> str:
        removed.append(match[0] if match[0].isprintable() else ascii(match[0])[1:-1])
        return ""

    text = TAG.sub(apart, SCRAPS.sub(without, FIELD.sub(apart, raw)))
    if not removed:
        return raw, ()
    return SPACES.sub(" ", text), tuple(removed)
