"""Announcements: one text to many people, with the list that was frozen at its release."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0009_quick_looks'),
        ('reference', '0002_order_of_countries'),
        ('website', '0002_holdings_and_saved_filters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='Name for the desk')),
                ('audience', models.CharField(choices=[('focal_points', 'Focal points of partners'), ('speakers', 'Everybody who speaks for a partner'), ('leads', 'Leads of areas')], max_length=20, verbose_name='To')),
                ('kind', models.CharField(blank=True, choices=[('government', 'Government'), ('reio', 'Regional economic integration organization'), ('intergovernmental', 'International organization'), ('industry', 'Industry or business organization'), ('ngo', 'Non-governmental or civil society organization'), ('academia', 'Academic institution'), ('other', 'Any other entity'), ('individual', 'Individual')], max_length=20, verbose_name='Kind of partner')),
                ('needs_action', models.BooleanField(default=False, verbose_name='Its readers have to do something: it goes to them at once')),
                ('texts', models.JSONField(default=dict)),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('held', 'Goes out soon'), ('sent', 'Sent')], default='draft', max_length=6, verbose_name='status')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='begun')),
                ('recipients', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('sends_at', models.DateTimeField(null=True, verbose_name='goes out')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='sent')),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.partnershiparea', verbose_name='Area')),
                ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.country', verbose_name='Country of the partner')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='announcements', to=settings.AUTH_USER_MODEL)),
                ('released_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'announcement',
                'verbose_name_plural': 'announcements',
                'ordering': ['-created_at', '-pk'],
                'indexes': [models.Index(fields=['-created_at', '-id'], name='announcement_newest'), models.Index(condition=models.Q(('status', 'held')), fields=['sends_at'], name='announcement_held')],
                'constraints': [models.CheckConstraint(condition=models.Q(('title__regex', '[\\u0001-\\u001F\\u007F-\\u009F\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u200B\\u200E\\u200F\\u2028-\\u202E\\u2060-\\u206F\\u3164\\uFEFF\\uFFA0\\uFFF0-\\uFFFB\\U0001BCA0-\\U0001BCA3\\U0001D173-\\U0001D17A\\U000E0000-\\U000E00FF\\U000E01F0-\\U000E0FFF]'), _negated=True), name='announcement_title_can_be_seen'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'held', 'sent'])), name='announcement_status_known'), models.CheckConstraint(condition=models.Q(('audience__in', ['focal_points', 'speakers', 'leads'])), name='announcement_audience_known'), models.CheckConstraint(condition=models.Q(('kind', ''), ('kind__in', ['government', 'reio', 'intergovernmental', 'industry', 'ngo', 'academia', 'other', 'individual']), _connector='OR'), name='announcement_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('recipients', []), ('released_by__isnull', True), ('sends_at__isnull', True), ('status', 'draft')), models.Q(models.Q(('status', 'draft'), _negated=True), ('released_by__isnull', False), ('sends_at__isnull', False), models.Q(('recipients', []), _negated=True)), _connector='OR'), name='announcement_released_complete'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('status', 'sent')), models.Q(models.Q(('status', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='announcement_sent_has_time'), models.CheckConstraint(condition=models.Q(('texts__has_key', 'en')), name='announcement_has_a_text')],
            },
        ),
    ]
