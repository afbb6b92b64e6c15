"""Whoever has the own data removed is taken out of the addresses of invitations, too (R-49).

Nothing else of an invitation changes by it, and no address takes the place of another one.
"""

from django.db import migrations

ONE, SETTLED = (
    "An invitation is for one address and one role.",
    "An invitation stays as it was settled.",
)
REMOVED = "made.email LIKE 'removed-%@example.invalid'"
OTHERWISE = f"(made.email IS NULL OR NOT {REMOVED} OR was.email = made.email)"
SEAL = """
CREATE TRIGGER {name} AFTER UPDATE OR DELETE ON partners_partnerinvitation
    FOR EACH ROW EXECUTE FUNCTION ledger_seal('{said}', $${when}$${but});
"""
BUT = ",\n        'token_sha256 sent_at expires_at status',\n        'settled_at settled_by_id'"
DROP = """
DROP TRIGGER invitation_settled_stays ON partners_partnerinvitation;
DROP TRIGGER invitation_stays ON partners_partnerinvitation;
"""
SEALS = (
    DROP
    + SEAL.format(name="invitation_stays", said=ONE, when=OTHERWISE, but=BUT)
    + SEAL.format(
        name="invitation_settled_stays",
        said=SETTLED,
        when=f"was.status <> 'waiting' AND {OTHERWISE}",
        but="",
    )
    + SEAL.format(
        name="invitation_removed_stays",
        said=SETTLED,
        when=f"{REMOVED} AND was.email <> made.email",
        but=", 'email'",
    )
)
UNDO = (
    "DROP TRIGGER invitation_removed_stays ON partners_partnerinvitation;"
    + DROP
    + SEAL.format(name="invitation_stays", said=ONE, when="true", but=BUT)
    + SEAL.format(
        name="invitation_settled_stays",
        said=SETTLED,
        when="was.status <> 'waiting'",
        but="",
    )
)


class Migration(migrations.Migration):
    dependencies = [("partners", "0033_import_sheets"), ("ledger", "0005_seal")]
    operations = [migrations.RunSQL(SEALS, UNDO)]
