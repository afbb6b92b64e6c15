import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('size', models.PositiveBigIntegerField(verbose_name='size in bytes')),
                ('name', models.CharField(max_length=120, verbose_name='file name')),
                ('media_type', models.CharField(max_length=80)),
                ('policy', models.CharField(max_length=60)),
                ('stored_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('stored_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'ordering': ['-stored_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='document_hash_is_sha256'), models.CheckConstraint(condition=models.Q(('media_type__in', ['application/pdf', 'application/json', 'image/png', 'image/jpeg'])), name='document_media_type_allowed')],
            },
        ),
    ]
