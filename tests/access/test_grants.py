"""Rights that were granted are read once for a page, as guardian says them one by one."""

from guardian.models import UserObjectPermission
from guardian.shortcuts import get_user_perms

from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Standing
from tests.access.world import World


def test_a_grant_is_read_as_guardian_answers_for_each_person_and_record(
    world: World,
) -> None:
    rows = UserObjectPermission.objects.select_related("permission", "content_type")
    granted = {
        (f"{row.content_type.app_label}.{row.permission.codename}", row.content_object)
        for row in rows
    }
    differing, asked = [], {True: 0, False: 0}

    for user in User.objects.all():
        standing = Standing(user)
        for permission, record in granted:
            codename = permission.partition(".")[2]
            is_granted = get_user_perms(user, record).filter(codename=codename).exists()
            asked[is_granted] += 1
            if standing.is_granted(permission, record) != is_granted:
                differing.append((str(user), permission, str(record)))

    assert differing == []
    assert min(asked.values()) > 20
