"""When somebody was here last, for that person alone (R-67)."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):

    dependencies = [
        ('writing', '0004_people_stay'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(max_length=120)),
                ('before_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='here before')),
                ('seen_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='last here')),
                ('read_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='all seen')),
                ('parts', models.JSONField(default=dict, verbose_name='parts that were opened')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'visit',
                'verbose_name_plural': 'visits',
                'ordering': ['-seen_at', '-pk'],
                'indexes': [models.Index(fields=['seen_at'], name='visit_by_age')],
                'constraints': [
                    models.UniqueConstraint(fields=['person', 'scope'], name='visit_once'),
                    models.CheckConstraint(condition=Q(before_at__lte=F('seen_at'), read_at__lte=F('seen_at')), name='visit_was_before_it_is'),
                ],
            },
        ),
    ]
