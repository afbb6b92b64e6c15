"""A revision never changes; only those in between are thinned, and those of a draft forgotten."""

from django.db import migrations

from gmp_portal.ledger.sealing import seal

# What is first, newest, set aside or restored stays. The drafts of letters, which are forgotten
# when they are discarded, have a seal of their own in the app above.
BETWEEN = """
was.kind <> 'partners.letter' AND (was.is_aside OR was.restored_from IS NOT NULL OR (
    SELECT count(*) FILTER (WHERE restored_from = was.number) > 0
        OR count(*) FILTER (WHERE NOT is_aside AND number > was.number) = 0
        OR count(*) FILTER (WHERE NOT is_aside AND number < was.number) = 0
    FROM writing_revision WHERE (kind, key) = (was.kind, was.key)))
"""


class Migration(migrations.Migration):
    dependencies = [("writing", "0002_unsent_forms"), ("ledger", "0005_seal")]
    operations = [
        seal(
            *("writing_revision", "revision_stays", "A revision stays as it was saved."),
            on="UPDATE",
            when="true",
            may_change=["thinned_for", "restored_from"],
        ),
        seal(
            *("writing_revision", "revision_between", "Only revisions in between are thinned."),
            on="DELETE",
            when=BETWEEN,
        ),
    ]
