"""No name holds what nobody can see, and no two partners of one country the same name."""

from django.db import migrations, models

UNSEEN = (
    r"[\u0001-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u200B\u200E\u200F"
    r"\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFFB\U0001BCA0-\U0001BCA3"
    r"\U0001D173-\U0001D17A\U000E0000-\U000E00FF\U000E01F0-\U000E0FFF]"
)


class Migration(migrations.Migration):
    dependencies = [("partners", "0007_names_go_through_the_policy")]

    operations = [
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.UniqueConstraint(
                fields=["skeleton", "country", "told_apart"],
                condition=models.Q(is_mixed_up=False),
                nulls_distinct=False,
                name="partner_can_be_told_apart",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=~models.Q(name__regex=UNSEEN) & ~models.Q(short_name__regex=UNSEEN) & ~models.Q(told_apart__regex=UNSEEN), name="partner_name_can_be_seen",
            ),
        ),
        migrations.AddConstraint(
            model_name="formername",
            constraint=models.CheckConstraint(
                condition=~models.Q(name__regex=UNSEEN), name="former_name_can_be_seen",
            ),
        ),
        migrations.AddConstraint(
            model_name="signaturerequest",
            constraint=models.CheckConstraint(
                condition=~models.Q(name__regex=UNSEEN), name="signature_request_name_can_be_seen",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterofintent",
            constraint=models.CheckConstraint(
                condition=~models.Q(organisation__regex=UNSEEN) & ~models.Q(short_name__regex=UNSEEN) & ~models.Q(country_note__regex=UNSEEN) & ~models.Q(contact_name__regex=UNSEEN) & ~models.Q(contact_title__regex=UNSEEN) & ~models.Q(signatory_name__regex=UNSEEN) & ~models.Q(signatory_title__regex=UNSEEN) & ~models.Q(signed_name__regex=UNSEEN), name="letter_names_can_be_seen",
            ),
        ),
    ]
