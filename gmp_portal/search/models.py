"""What can be found: a record or a part of it, with its words and who may see it."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One thing that can be found, and where it stands.

    ``is_public`` only makes looking fast: before anything is shown, its own app is asked again.
    ``path`` is the address without a language in front of it.
    """

    kind = models.CharField(_("kind"), max_length=30)
    record = models.BigIntegerField(_("record"))
    part = models.CharField(_("part"), max_length=80, blank=True, default="")
    title = models.TextField(_("title"))
    heading = models.TextField(_("heading"), blank=True, default="")
    text = models.TextField(_("text"), blank=True, default="")
    path = models.TextField(_("address"))
    file_path = models.TextField(_("address in the file"), blank=True, default="")
    number = models.PositiveIntegerField(_("page or sheet of the file"), default=0)
    language = models.CharField(_("language"), max_length=10, blank=True, default="")
    areas = ArrayField(models.SlugField(max_length=80), default=list, blank=True)
    dated_on = models.DateField(_("date"))
    is_public = models.BooleanField(_("public"), default=False)
    digest = models.CharField(max_length=64, editable=False)
    vector = SearchVectorField(editable=False)

    class Meta:
        verbose_name = _("entry of the search")
        verbose_name_plural = _("entries of the search")
        ordering = ["-dated_on", "-pk"]
        indexes = [
            GinIndex(fields=["vector"], name="search_entry_words", fastupdate=False),
            GinIndex(OpClass("title", name="gin_trgm_ops"), name="search_entry_near"),
            models.Index(fields=["-dated_on"], name="search_entry_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record", "part"], name="search_entry_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    """A word that public entries have, and how many of them; to understand what is misspelt."""

    lexeme = models.TextField(_("word"), primary_key=True)
    entries = models.PositiveIntegerField(_("entries"))

    class Meta:
        verbose_name = _("word of the search")
        verbose_name_plural = _("words of the search")
        ordering = ["lexeme"]
        indexes = [
            GinIndex(OpClass("lexeme", name="gin_trgm_ops"), name="search_word_near"),
        ]

    def __str__(self) -> str:
        return self.lexeme
