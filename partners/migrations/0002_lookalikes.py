"""Reckon anew the forms of names by which duplicates are found."""

from django.db import migrations

from partners.models import names


def renew(apps, schema_editor):
    Partner = apps.get_model("partners", "Partner")
    for partner in Partner.objects.only("name", "skeleton").order_by("pk"):
        skeleton = names.skeleton(partner.name)
        # Two names that were different until now and look alike both stay: the later one keeps
        # its old form, until somebody changes the name.
        if skeleton and not Partner.objects.filter(skeleton=skeleton).exists():
            Partner.objects.filter(pk=partner.pk).update(skeleton=skeleton)
    Letter = apps.get_model("partners", "LetterOfIntent")
    for letter in Letter.objects.only("organisation", "skeleton"):
        skeleton = names.skeleton(letter.organisation)
        if skeleton != letter.skeleton:
            Letter.objects.filter(pk=letter.pk).update(skeleton=skeleton)


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_initial")]

    operations = [migrations.RunPython(renew, migrations.RunPython.noop)]
