"""Who wants the newsletter, and announcements that are an issue of it."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0009_quick_looks'),
        ('reference', '0002_order_of_countries'),
        ('website', '0009_acts_on_many_partners'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('language', models.CharField(choices=[('ar', 'العربية'), ('zh-hans', '中文'), ('en', 'English'), ('fr', 'Français'), ('ru', 'Русский'), ('es', 'Español')], max_length=10, verbose_name='language')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='confirmed')),
            ],
            options={
                'verbose_name': 'subscription of the newsletter',
                'verbose_name_plural': 'subscriptions of the newsletter',
                'ordering': ['pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='announcement',
            name='announcement_audience_known',
        ),
        migrations.AlterField(
            model_name='announcement',
            name='audience',
            field=models.CharField(choices=[('focal_points', 'Focal points of partners'), ('speakers', 'Everybody who speaks for a partner'), ('leads', 'Leads of areas'), ('newsletter', 'Subscribers of the newsletter')], max_length=20, verbose_name='To'),
        ),
        migrations.AddConstraint(
            model_name='announcement',
            constraint=models.CheckConstraint(condition=models.Q(('audience__in', ['focal_points', 'speakers', 'leads', 'newsletter'])), name='announcement_audience_known'),
        ),
        migrations.AddField(
            model_name='subscription',
            name='area',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.partnershiparea', verbose_name='area'),
        ),
        migrations.AddField(
            model_name='subscription',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='subscriptions', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddIndex(
            model_name='subscription',
            index=models.Index(condition=models.Q(('confirmed_at', None)), fields=['asked_at'], name='subscription_unconfirmed'),
        ),
        migrations.AddConstraint(
            model_name='subscription',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), models.F('area'), name='subscription_once', nulls_distinct=False),
        ),
    ]
