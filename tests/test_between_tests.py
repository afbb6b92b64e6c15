"""What the tests leave to each other."""

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command

from gmp_portal.accounts.models import User
from tests.factories.accounts import UserFactory


@pytest.mark.django_db(transaction=True)
def test_emptied_tables_leave_the_permissions_as_they_were() -> None:
    UserFactory.create()
    before = set(Permission.objects.values_list("pk", "content_type__model", "codename"))

    call_command("flush", verbosity=0, interactive=False)

    permissions = Permission.objects.values_list("pk", "content_type__model", "codename")
    assert len(before) > 100
    assert set(permissions) == before
    assert not User.objects.exists()
