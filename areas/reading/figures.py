"""The figures that a plan shows: their files, kept with its text and found again from it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse

from areas.models import PlanFigure, PlanVersion
from gmp_portal.documents.models import Document
from gmp_portal.typesetting.signs import plain, setting

# What a plan keeps of a figure, by its key: its file, the name and the hash of it.
Kept = dict[str, dict[str, str]]


def kept(plan: PlanVersion, texts: Iterable[str]) -> Kept:
    """The files of the figures that these texts show; a key of another area shows nothing."""
    keys = {key for text in texts for key in plain.figures_of(text)}
    if not keys:
        return {}
    figures = PlanFigure.objects.filter(area=plan.area_id, pk__in=keys)
    return {
        str(figure.pk): {
            "document": str(figure.document_id),
            "name": figure.document.name,
            "sha256": figure.document.sha256,
        }
        for figure in figures.select_related("document").order_by("pk")
    }


def addresses(content: dict[str, Any]) -> dict[int, str]:
    """Where each figure of a plan can be seen, by its key."""
    return {
        int(key): reverse("documents:file", args=[UUID(file["document"]), file["name"]])
        for key, file in content.get("figures", {}).items()
    }


def shown_by(plan: PlanVersion, *texts: str) -> dict[int, str]:
    """Where each figure can be seen that one of these texts shows, by its key."""
    return addresses({"figures": kept(plan, texts)})


def files(content: dict[str, Any]) -> list[dict[str, str]]:
    """The file of each figure with its address and its hash, for whoever compares (A1-3f-ii)."""
    by_key = addresses(content)
    return [
        file | {"url": by_key[int(key)]} for key, file in content.get("figures", {}).items()
    ]


def pictures(content: dict[str, Any]) -> setting.Pictures:
    """What gives the picture of a figure for a document; one whose file is gone has none."""
    files: Kept = content.get("figures", {})

    def picture(key: int) -> tuple[str, bytes] | None:
        file = files.get(str(key))
        document = file and Document.objects.filter(pk=file["document"]).first()
        return (document.media_type, document.read()) if document else None

    return picture
