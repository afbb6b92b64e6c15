"""The layout engine behind its bars. Only ``render`` imports it, and only for a job."""

import ctypes
import ctypes.util
import functools
import mimetypes
import warnings
from collections.abc import Collection, Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint import CSS, HTML, Attachment  # noqa: TID253 — imported by jobs only
from weasyprint.text.fonts import FontConfiguration  # noqa: TID253
from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: TID253

from gmp_portal.typesetting.finishing import finish
from gmp_portal.typesetting.markup import BLOCK_ERRORS
from gmp_portal.typesetting.sheets import STYLES, DataFile, Sheet

PICTURES = ("globe.svg",)
FONT_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
USUAL_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")


class StrictFetcher(URLFetcher):
    """Serves our pictures from memory and installed fonts; refuses and lists all else."""

    def __init__(self, files: dict[str, bytes], font_folders: Collection[str]) -> None:
        super().__init__(
            timeout=1, allowed_protocols={"data", "file"}, allow_redirects=False
        )
        self.files = files
        self.font_folders = tuple(font_folders)
        self.blocked: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        scheme, _, name = url.partition(":")
        if scheme == "gmp" and name in self.files:
            media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, self.files[name], {"Content-Type": media_type})
        if scheme == "data" and name.startswith("image/"):
            return super().fetch(url, headers)
        if scheme == "file" and self._is_font(url):
            return super().fetch(url, headers)
        self.blocked.append(url[:200])
        raise ValueError("This address is not part of the document.")

    def _is_font(self, url: str) -> bool:
        parts = urlsplit(url)
        path = PurePosixPath(unquote(parts.path))
        plain = not (parts.netloc or parts.query or parts.fragment or ".." in path.parts)
        is_font_file = path.suffix.lower() in FONT_SUFFIXES
        return (
            plain
            and is_font_file
            and any(path.is_relative_to(f) for f in self.font_folders)
        )


class Press:
    """Renders one sheet as often as its notes ask for, and writes it once."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        files = {name: (STYLES / name).read_bytes() for name in PICTURES}
        self.fetcher = StrictFetcher(files, font_folders())
        self.fonts = FontConfiguration()
        self.styles = self._css(sheet.styles)

    @property
    def blocked(self) -> tuple[str, ...]:
        """Return a sentence for each address the fetcher refused."""
        return tuple(
            f"An address was not fetched: {url}"
            for url in dict.fromkeys(self.fetcher.blocked)
        )

    def render(
        self, held: frozenset[str] = frozenset(), begun: frozenset[str] = frozenset()
    ) -> Any:
        """Return the pages, the ``held`` paragraphs in one piece, each ``begun`` one on top."""
        return self._render(self.sheet.html, held, begun)

    def try_fragment(self, key: str) -> bool:
        """Tell whether one block can be laid out when it stands alone."""
        html = f"<!doctype html><meta charset=utf-8><body>{self.sheet.fragments[key]}"
        try:
            self._render(html)
        except BLOCK_ERRORS:
            return False
        return True

    def write(self, document: Any, files: Sequence[DataFile], identifier: bytes) -> bytes:
        """Return the finished file: PDF/A-3a, PDF/UA-1, data attached."""
        attachments = [
            Attachment(
                string=file.content,
                url_fetcher=self.fetcher,
                name=file.name,
                description=file.description or file.name,
                created=file.created_at,
                modified=file.created_at,
                relationship="Data",
            )
            for file in files
        ]
        with warnings.catch_warnings():
            # The engine leaves the file of its colour profile to the garbage collector.
            warnings.simplefilter("ignore", ResourceWarning)
            content: bytes = document.write_pdf(
                finisher=finish,
                pdf_variant="pdf/a-3a",
                pdf_identifier=identifier,
                attachments=attachments,
            )
        return content

    def _render(
        self,
        html: str,
        held: frozenset[str] = frozenset(),
        begun: frozenset[str] = frozenset(),
    ) -> Any:
        styles = [self.styles]
        for paragraphs, rule in ((held, "orphans: 99"), (begun, "break-before: page")):
            if paragraphs:
                names = ", ".join(f"#{name}" for name in sorted(paragraphs))
                styles.append(self._css(f"{names} {{ {rule} }}"))
        source = HTML(string=html, url_fetcher=self.fetcher)
        return source.render(
            stylesheets=styles, font_config=self.fonts, pdf_variant="pdf/a-3a"
        )

    def _css(self, text: str) -> CSS:
        return CSS(string=text, font_config=self.fonts, url_fetcher=self.fetcher)


@functools.cache
def font_folders() -> tuple[str, ...]:
    """Return the folders in which fontconfig looks for fonts."""
    name = ctypes.util.find_library("fontconfig")
    if name is None:
        return USUAL_FONT_FOLDERS
    library = ctypes.CDLL(name)
    library.FcConfigGetFontDirs.restype = ctypes.c_void_p
    library.FcConfigGetFontDirs.argtypes = [ctypes.c_void_p]
    library.FcStrListNext.restype = ctypes.c_char_p
    library.FcStrListNext.argtypes = [ctypes.c_void_p]
    library.FcStrListDone.argtypes = [ctypes.c_void_p]
    library.FcInit()
    folders = library.FcConfigGetFontDirs(None)
    names: list[str] = []
    while folder := library.FcStrListNext(folders):
        names.append(folder.decode())
    library.FcStrListDone(folders)
    return tuple(names) or USUAL_FONT_FOLDERS
