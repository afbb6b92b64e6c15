"""Two people write the same plan in 150 rounds at once, and nothing typed is missing (C4, N16)."""

import random
import re
from collections import Counter
from html import unescape
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse

from areas.models import PlanVersion
from gmp_portal.writing.models import Revision
from tests.factories.areas import AreaFactory, PlanFactory, lead_of
from tests.forms import TOKEN

ROUNDS = 150
TEXTAREA = re.compile(r'<textarea[^>]* ?name="(\w+)"[^>]*>\n?(.*?)</textarea>', re.DOTALL)
TITLE = re.compile(r'<input[^>]*name="(title)" value="([^"]*)"')
SAVED, SAVED_BY_ITSELF, CONFLICT = 302, 200, 409


class Writer:
    """A browser in which somebody types into sections and entries of a plan."""

    def __init__(self, client, name, texts):
        self.client = client
        self.name, self.texts = name, texts
        self.draw = random.Random(name)
        self.typed = []
        self.saved = []
        self.outcomes = Counter()
        self.seen = {text: self.look(text) for text in texts}

    def look(self, text):
        page = self.client.get(text.address).content.decode()
        values = {
            name: unescape(value)
            for name, value in (*TEXTAREA.findall(page), *TITLE.findall(page))
        }
        return text.always | values | {"version": TOKEN.search(page)[1]}

    def write(self, text, number, together):
        field = self.draw.choice(text.fields)
        mark = f"{self.name}{number}."
        values = self.seen[text] | {}
        values[field] = self.changed(values[field], mark, is_title=field == "title")
        self.typed.append((text, field, values[field]))
        together.wait(timeout=30)
        response = self.client.post(text.saves_at, values)
        self.outcomes[response.status_code] += 1
        if response.status_code != CONFLICT:
            assert response.status_code in (SAVED, SAVED_BY_ITSELF), response.content
            self.saved.append((text, field, mark))
        self.seen[text] = self.after(text, values, response)

    def changed(self, value, mark, *, is_title):
        if is_title:
            return f"Title {mark}"
        paragraphs = value.replace("\r", "").split("\n\n") if value else []
        place = self.draw.randint(0, len(paragraphs))
        if place < len(paragraphs) and self.draw.random() < 0.5:
            paragraphs[place] += f" Words {mark}"
        else:
            paragraphs.insert(place, f"Paragraph {mark}")
        return "\n\n".join(paragraphs)

    def after(self, text, values, response):
        """What the page goes on from: its own text, what came in, or what it is shown anew."""
        if response.status_code != SAVED_BY_ITSELF:
            return self.look(text)
        answer = response.json()
        merged = answer.get("merged", {})
        self.outcomes["joined"] += bool(merged)
        return values | merged | {"version": answer["version"]}


class Text:
    """A text of the plan: its revisions, its address, what one can type in."""

    def __init__(self, kind, key, address, fields, *, saves_itself=False, **always):
        self.kind, self.key, self.address = kind, key, address
        self.fields, self.always = fields, always
        self.saves_at = f"{address}autosave/" if saves_itself else address


def texts_of(plan):
    place = [plan.area.slug, plan.number]
    sections = [
        Text(
            "areas.section",
            f"{plan.pk}-{key}",
            reverse("areas:section_edit", args=[*place, key]),
            ["text"],
            saves_itself=key == "I",
        )
        for key in ("I", "VI")
    ]
    row = plan.actions.first()
    action = Text(
        "areas.row",
        f"actions-{row.pk}",
        reverse("areas:row_change", args=[*place, "actions", row.pk]),
        ["title", "description", "description"],
        objectives=[objective.pk for objective in row.objectives.all()],
    )
    return [*sections, action]


def at_once(writers, texts):
    """Let both write the same text in each round, at the same moment."""
    draw, together, failures = random.Random(1), Barrier(len(writers)), []
    order = draw.choices(texts, weights=[6, 1, 2], k=ROUNDS)

    def run(writer):
        try:
            for number, text in enumerate(order):
                writer.write(text, number, together)
        except Exception as error:
            failures.append(error)
            together.abort()
        finally:
            connection.close()

    threads = [Thread(target=run, args=[writer]) for writer in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


@pytest.mark.django_db(transaction=True)
def test_nothing_that_two_people_type_at_once_is_missing(as_user):
    area = AreaFactory.create()
    plan = PlanFactory.create(area=area, started_by=lead_of(area), complete=True)
    texts = texts_of(plan)
    second = lead_of(area, interim=True)
    people = {"Anna": plan.started_by, "Bo": second}
    writers = [Writer(as_user(one), name, texts) for name, one in people.items()]

    at_once(writers, texts)

    outcomes = writers[0].outcomes + writers[1].outcomes
    assert outcomes[CONFLICT] > 5
    assert outcomes["joined"] > 5
    kept = {
        (text, field): {
            "".join(revision.values[field])
            for revision in Revision.objects.of(text.kind, text.key)
        }
        for text in texts
        for field in text.fields
    }
    for writer in writers:
        missing = [
            value for text, field, value in writer.typed if value not in kept[text, field]
        ]
        assert missing == []
    final = final_values(plan, texts)
    for writer in writers:
        lost = [
            mark
            for text, field, mark in writer.saved
            if field != "title" and mark not in final[text, field]
        ]
        assert lost == []


def final_values(plan, texts):
    plan = PlanVersion.objects.get(pk=plan.pk)
    row = plan.actions.first()
    stored = dict(zip(texts, [plan.text_of("I"), plan.text_of("VI"), row], strict=True))
    return {
        (text, field): value if isinstance(value, str) else getattr(value, field)
        for text, value in stored.items()
        for field in text.fields
    }
