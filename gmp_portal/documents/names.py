"""What a file is called for people: without tricks, and with the ending of its kind."""

import re
import unicodedata

from gmp_portal import characters
from gmp_portal.documents.kinds import ENDINGS, TURNED

LONGEST = 100
# Endings that say another kind, or start a program; a dot in "version 2.1" is none.
OTHERS = frozenset(
    {
        *(ending for endings in ENDINGS.values() for ending in endings),
        *TURNED,
        *[
            "app",
            "apk",
            "bat",
            "bin",
            "bmp",
            "cmd",
            "com",
            "cpl",
            "csv",
            "dll",
            "dmg",
            "doc",
            "docm",
            "dot",
            "dotm",
            "dotx",
            "exe",
            "gif",
            "hta",
            "htm",
            "html",
            "iso",
            "jar",
            "jfif",
            "js",
            "jse",
            "jsp",
            "lnk",
            "mht",
            "mhtml",
            "msc",
            "msi",
            "msix",
            "odp",
            "ods",
            "php",
            "pif",
            "pl",
            "pptm",
            "pptx",
            "ps1",
            "py",
            "rar",
            "reg",
            "rtf",
            "scf",
            "scr",
            "sh",
            "shtml",
            "svg",
            "swf",
            "sys",
            "tgz",
            "txt",
            "url",
            "vb",
            "vbe",
            "vbs",
            "wsf",
            "xhtml",
            "xls",
            "xlsb",
            "xlsm",
            "xltm",
            "xml",
            "xps",
            "zip",
            "7z",
            "gz",
        ],
    }
)


def clean_name(name: str) -> str:
    """A display name without paths, control or direction characters, of at most 100 letters."""
    base = characters.line(name.replace("\\", "/").rpartition("/")[2])
    kept = "".join(char if _may_stay(char) else "_" for char in base if not _is_half(char))
    kept = re.sub("_{2,}", "_", kept).strip(" .") or "file"
    stem, dot, ending = kept.rpartition(".")
    return (
        f"{stem[: LONGEST - 1 - len(ending)]}{dot}{ending}"
        if dot and len(ending) <= 8
        else kept[:LONGEST]
    )


def _may_stay(char: str) -> bool:
    """Letters, marks and joiners of every script, figures, and what names of files need."""
    return char in "._-() \u200c\u200d" or unicodedata.category(char)[0] in "LMN"


def _is_half(char: str) -> bool:
    return unicodedata.category(char) == "Cs"


def name_by_kind(name: str, media_type: str) -> str:
    """The display name with the ending of what the file is: "a.pdf.exe" is "a.pdf"."""
    endings, base = ENDINGS[media_type], clean_name(name)
    while True:
        stem, _dot, ending = base.rpartition(".")
        stem = stem.rstrip(" .")
        if stem and ending.lower() in endings:
            return f"{stem}.{ending}"
        if not stem or ending.lower() not in OTHERS:
            short = base[: LONGEST - 1 - len(endings[0])].rstrip(" .")
            return f"{short}.{endings[0]}"
        base = stem
