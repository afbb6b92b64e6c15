"""Rights of very many people at once, given and taken with few statements (C16)."""

from collections.abc import Collection, Iterable

from django.contrib.auth.models import Permission
from guardian.models import UserObjectPermission

# So many are written with one statement.
AT_ONCE = 500


def grant_each(rows: Iterable[tuple[str, int, int]]) -> None:
    """Give very many rights at once: which, to which person, on the record of which key."""
    named: dict[str, Permission] = {}
    given = []
    for permission, person, record in rows:
        known = named.get(permission) or _named(permission)
        named[permission] = known
        given.append(
            UserObjectPermission(
                user_id=person,
                permission=known,
                content_type_id=known.content_type_id,
                object_pk=str(record),
            )
        )
    UserObjectPermission.objects.bulk_create(given, AT_ONCE, ignore_conflicts=True)


def revoke_each(permissions: Iterable[str], pairs: Collection[tuple[int, int]]) -> None:
    """Take these rights of the people on the records of these keys, with few statements."""
    held = UserObjectPermission.objects.filter(
        permission__in=[_named(each) for each in permissions],
        user__in={person for person, _record in pairs},
    )
    told = held.values_list("pk", "user_id", "object_pk")
    gone = [pk for pk, person, record in told if (person, int(record)) in pairs]
    UserObjectPermission.objects.filter(pk__in=gone).delete()


def _named(permission: str) -> Permission:
    app, _dot, codename = permission.partition(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)
