"""What Word has to know of each language: its tag, its fonts, and how its lists count."""

from dataclasses import dataclass, field

TAGS = {
    "en": "en-GB",
    "fr": "fr-FR",
    "es": "es-ES",
    "ru": "ru-RU",
    "zh-hans": "zh-CN",
    "ar": "ar-SA",
}


@dataclass(frozen=True)
class Fonts:
    """The fonts of a file: for Latin, for Chinese and for Arabic letters."""

    latin: str
    eastern: str
    arabic: str


# They are on every machine with Word; elsewhere the nearest one takes their place.
SERIF = Fonts("Times New Roman", "SimSun", "Times New Roman")
SANS = Fonts("Arial", "Microsoft YaHei", "Arial")


@dataclass(frozen=True)
class Tongue:
    """A language as Word sets it."""

    code: str
    fonts: Fonts = field(default=SERIF)

    @property
    def face(self) -> str:
        """Return the font in which its own letters are set."""
        if self.is_chinese:
            return self.fonts.eastern
        return self.fonts.arabic if self.is_rtl else self.fonts.latin

    @property
    def tag(self) -> str:
        return TAGS.get(self.code, TAGS["en"])

    @property
    def is_rtl(self) -> bool:
        return self.code == "ar"

    @property
    def is_chinese(self) -> bool:
        return self.code == "zh-hans"

    @property
    def arabic_factor(self) -> float:
        """Return how much larger Arabic letters are set, to look as large as Latin ones."""
        return 1.2 if self.is_rtl else 1.0

    @property
    def line(self) -> int:
        """Return the height of a line in hundredths of its font."""
        return {"zh-hans": 130, "ar": 115}.get(self.code, 110)
