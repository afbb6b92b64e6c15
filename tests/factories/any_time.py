"""Rows that the database takes only in their time, whenever a test needs them."""

import factory
from django.db import IntegrityError, transaction

from gmp_portal.ledger.seals import SEALS
from gmp_portal.website.demo.sessions import as_before


class AtAnyTime(factory.django.DjangoModelFactory):
    """What the database takes only in its time, whenever a test needs it."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with as_before(model_class):
            return super()._create(model_class, *args, **kwargs)


class Beside(AtAnyTime):
    """What stands beside a record, written also where the record is finished and sealed."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        in_time = factory.django.DjangoModelFactory._create.__func__
        try:
            with transaction.atomic():
                return in_time(cls, model_class, *args, **kwargs)
        except IntegrityError as error:
            seals = SEALS.get(model_class._meta.db_table, {})
            if error.__cause__.diag.constraint_name not in seals:
                raise
        return super()._create(model_class, *args, **kwargs)
