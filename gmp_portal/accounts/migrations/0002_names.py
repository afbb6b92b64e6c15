"""Names of people without characters that nobody can see, also those of before."""

from django.db import migrations, models

UNSEEN = (
    r"[\u0001-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u200B\u200E\u200F"
    r"\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFFB\U0001BCA0-\U0001BCA3"
    r"\U0001D173-\U0001D17A\U000E0000-\U000E00FF\U000E01F0-\U000E0FFF]"
)
# Lines and tabs become blanks, blanks single; the rest goes. A name keeps its letters.
CLEAN = r"""
UPDATE accounts_user SET name = kept FROM (
    SELECT id AS known, btrim(regexp_replace(normalize(regexp_replace(regexp_replace(
           name, '[\s\u00A0\u2028\u2029]+', ' ', 'g'), '{unseen}', '', 'g'), NFC), ' +', ' ', 'g')) AS kept
      FROM accounts_user) AS cleaned
 WHERE id = known AND name <> kept;
""".replace("{unseen}", UNSEEN)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        # What was taken out is not put back: nobody could see it.
        migrations.RunSQL(CLEAN, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=~models.Q(name__regex=UNSEEN), name="user_name_can_be_seen"
            ),
        ),
    ]
