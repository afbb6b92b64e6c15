"""What is asked together is what would have been asked one by one, for every kind of record."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Count, Exists, F, Max, OuterRef

from gmp_portal import rounds
from gmp_portal.accounts.models import User
from partners.models import LetterOfIntent, Partner
from tests.access.world import World

MOST = 200
# Sessions name the network address of a browser; no page asks for them beside other things.
LEFT_OUT = ("usersessions.usersession",)
MODELS = [
    model
    for model in apps.get_models()
    if model._meta.managed and model._meta.label_lower not in LEFT_OUT
]


def _rows(model):
    return model._base_manager.order_by("pk")[:MOST]


def test_records_of_every_kind_are_the_same_as_when_they_are_asked_alone(world: World):
    alone = {model: list(_rows(model).values()) for model in MODELS}
    together = {model: _rows(model) for model in MODELS}

    rounds.ask(*together.values())

    for model, rows in together.items():
        names = [field.attname for field in model._meta.concrete_fields]
        read = [{name: getattr(row, name) for name in names} for row in rows]
        assert read == alone[model], model
        assert [list(map(type, row.values())) for row in read] == [
            list(map(type, row.values())) for row in alone[model]
        ], model


def test_there_is_a_reader_for_the_type_of_every_column():
    fields = [field for model in MODELS for field in model._meta.concrete_fields]
    kinds = {rounds.LENGTH.sub("", field.db_type(connection)) for field in fields}

    assert kinds <= {*rounds.NUMBERS, *rounds.TEXTS}


def test_everything_is_asked_in_one_query(world: World, django_assert_num_queries):
    partners, people = Partner.objects.all(), User.objects.order_by("pk")[:3]
    letters = rounds.Number(LetterOfIntent.objects.order_by("-published_at"))

    with django_assert_num_queries(1):
        rounds.ask(partners, people, letters)
        answers = len(partners), len(people), int(letters)

    assert answers == (Partner.objects.count(), 3, LetterOfIntent.objects.count())


def _queries():
    partners, letters = Partner.objects, LetterOfIntent.objects
    representatives = Partner.representatives.rel.related_model.objects
    represented = Exists(representatives.filter(partner=OuterRef("pk")))
    kinds = partners.values("kind")
    return {
        "joined": lambda: letters.select_related("country").order_by("-pk"),
        "values": lambda: partners.order_by("-name").values("name", "kind", "country"),
        "tuples": lambda: partners.order_by("pk").values_list("pk", "since"),
        "flat": lambda: partners.order_by("pk").values_list("slug", flat=True),
        "grouped": lambda: kinds.annotate(n=Count("pk")).order_by("n", "kind"),
        "newest": lambda: kinds.annotate(newest=Max("since")).order_by("kind"),
        "annotated": lambda: (
            partners.order_by("pk")
            .annotate(has=represented, of=F("country__iso3"))
            .values_list("pk", "has", "of")
        ),
        "distinct": lambda: (
            partners.order_by("country__iso3", "kind").distinct().values_list("kind")
        ),
        "none": partners.none,
        "union": lambda: partners.values_list("name").union(
            User.objects.values_list("name")
        ),
        "deferred": lambda: partners.order_by("pk").only("slug"),
        "prefetched": lambda: partners.order_by("pk").prefetch_related("representatives"),
    }


@pytest.mark.parametrize("name", list(_queries()))
def test_each_kind_of_queryset_answers_as_it_does_alone(world: World, name):
    queryset = _queries()[name]
    together = queryset()

    rounds.ask(together, User.objects.all())

    assert [*together] == [*queryset()]


def _statements():
    letters, partners = LetterOfIntent.objects, Partner.objects.order_by("pk")
    joined = letters.select_related("country").order_by("-pk")
    return {
        "joined": lambda pk: joined.filter(pk__gte=pk),
        "tuples": lambda pk: partners.filter(pk__lte=pk).values_list("pk", "since"),
        "annotated": lambda pk: partners.annotate(n=Count("letters")).filter(n__lt=pk),
        "twice": lambda pk: partners.exclude(pk=pk).filter(Exists(letters.exclude(pk=pk))),
        "few": lambda pk: partners.filter(pk__gte=pk)[:2],
    }


@pytest.mark.parametrize("name", list(_statements()))
def test_a_statement_that_was_written_before_is_asked_for_any_value(
    world: World, django_assert_num_queries, name
):
    make, others = _statements()[name], User.objects.order_by("pk")
    statement = rounds.Statement(make, -7)
    pks = [3, Partner.objects.earliest("pk").pk, 10**6]

    for pk in pks:
        alone, together = statement.of(pk), statement.of(pk)
        with django_assert_num_queries(2):
            rounds.ask(together, others.all())
            answers = [*together], len(together), [*alone]

        rows = [*make(pk)]
        assert answers == (rows, len(rows), rows)


def test_a_statement_can_be_asked_for_several_values_at_once(world: World):
    statement = rounds.Statement(lambda pk: Partner.objects.filter(pk=pk), -7)
    first, last = Partner.objects.earliest("pk"), Partner.objects.latest("pk")
    for_first, for_last = statement.of(first.pk), statement.of(last.pk)

    rounds.ask(for_first, for_last, statement.of(0))

    assert [[*for_first], [*for_last]] == [[first], [last]]


def test_an_example_that_stands_nowhere_is_a_mistake(world: World):
    statement = rounds.Statement(lambda pk: Partner.objects.filter(name="Example"), -7)

    with pytest.raises(TypeError, match="-7"):
        len(statement.of(1))


def test_a_queryset_can_be_narrowed_after_it_was_asked(world: World):
    partners = Partner.objects.order_by("pk")
    rounds.ask(partners, User.objects.all())

    narrowed = partners.filter(pk=partners[0].pk)

    assert [*narrowed] == [partners[0]]


def test_readings_keep_step_until_the_last_one_is_done(
    world: World, django_assert_num_queries
):
    def short():
        people = User.objects.order_by("pk")[:1]
        yield [people]
        return people[0].pk

    def long():
        partners = Partner.objects.order_by("pk")[:1]
        yield [partners]
        letters = LetterOfIntent.objects.filter(partner=partners[0])
        yield [letters]
        return len(letters)

    def nothing():
        return "at once"
        yield []

    with django_assert_num_queries(2):
        answers = rounds.run(short(), long(), nothing())

    assert answers[0] == User.objects.earliest("pk").pk
    assert answers[2] == "at once"
