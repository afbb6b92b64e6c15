"""Partners begin activities of their own; those that reports tell of stay what they are (R-75).

Nothing is said of the rows there are but that reports tell of them: nobody sent them to a lead.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0024_keys_tell_since_when'),
        ('partners', '0036_newest_partners_first'),
        ('reference', '0002_order_of_countries'),
        # It enters rows of reports here, by the columns of then.
        ('reporting', '0003_reported_activities'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ActivityPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('joint', 'Carries it out too'), ('consulted', 'Consulted'), ('donor', 'Donor')], max_length=10, verbose_name='part')),
                ('declined_at', models.DateTimeField(blank=True, null=True, verbose_name='said no')),
            ],
            options={
                'verbose_name': 'part in an activity',
                'verbose_name_plural': 'parts in activities',
                'ordering': ['role', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='activity',
            name='acknowledged_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='acknowledged'),
        ),
        migrations.AddField(
            model_name='activity',
            name='acknowledged_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='activity',
            name='also_in',
            field=models.ManyToManyField(blank=True, related_name='shared_activities', to='areas.partnershiparea', verbose_name='shared with these areas'),
        ),
        migrations.AddField(
            model_name='activity',
            name='articles',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(choices=[(3, 'Article 3: supply sources and trade'), (4, 'Article 4: mercury-added products'), (5, 'Article 5: manufacturing processes'), (6, 'Article 6: exemptions on request of a Party'), (7, 'Article 7: artisanal and small-scale gold mining'), (8, 'Article 8: emissions'), (9, 'Article 9: releases'), (10, 'Article 10: environmentally sound interim storage'), (11, 'Article 11: mercury wastes'), (12, 'Article 12: contaminated sites'), (13, 'Article 13: financial resources and mechanism'), (14, 'Article 14: capacity-building, technical assistance, technology transfer'), (15, 'Article 15: implementation and compliance committee'), (16, 'Article 16: health aspects'), (17, 'Article 17: information exchange'), (18, 'Article 18: public information, awareness and education'), (19, 'Article 19: research, development and monitoring'), (20, 'Article 20: implementation plans'), (21, 'Article 21: reporting'), (22, 'Article 22: effectiveness evaluation')]), blank=True, default=list, size=None, verbose_name='articles of the Minamata Convention'),
        ),
        migrations.AddField(
            model_name='activity',
            name='asked_back',
            field=models.TextField(blank=True, default='', max_length=5000, verbose_name='what the lead asks'),
        ),
        migrations.AddField(
            model_name='activity',
            name='consulted_names',
            field=models.TextField(blank=True, default='', max_length=1000, verbose_name='others who were consulted'),
        ),
        migrations.AddField(
            model_name='activity',
            name='counted_apart',
            field=models.BooleanField(db_default=False, default=False, verbose_name='is another one than those of its title in other areas'),
        ),
        migrations.AddField(
            model_name='activity',
            name='counted_with',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='counts_also', to='areas.activity', verbose_name='counted with'),
        ),
        migrations.AddField(
            model_name='activity',
            name='donor_names',
            field=models.TextField(blank=True, default='', max_length=1000, verbose_name='donors'),
        ),
        migrations.AddField(
            model_name='activity',
            name='efforts',
            field=models.ManyToManyField(blank=True, related_name='activities', to='areas.plankey', verbose_name='efforts of the plan'),
        ),
        migrations.AddField(
            model_name='activity',
            name='ended_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='ended'),
        ),
        migrations.AddField(
            model_name='activity',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='activity',
            name='ends_on',
            field=models.DateField(blank=True, null=True, verbose_name='end'),
        ),
        migrations.AddField(
            model_name='activity',
            name='kind',
            field=models.CharField(blank=True, choices=[('inventory', 'Inventory of mercury'), ('pilot', 'Pilot project'), ('training', 'Training'), ('monitoring', 'Monitoring'), ('south_south', 'South-South exchange'), ('legal', 'Review of laws'), ('research', 'Research'), ('guidance', 'Guidance and tools'), ('assistance', 'Technical assistance'), ('campaign', 'Campaign or public information'), ('other', 'Something else')], default='', max_length=12, verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='activity',
            name='objectives',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('O1', 'End or minimize the supply of mercury and retire what is left safely'), ('O2', 'End or minimize unintentional releases to air, water and land'), ('O3', 'End or minimize the use of mercury and the demand for it'), ('O4', 'Promote mercury-free technology where no affordable alternative exists')], max_length=2), blank=True, default=list, size=None, verbose_name='objectives'),
        ),
        migrations.AddField(
            model_name='activity',
            name='outcome',
            field=models.TextField(blank=True, default='', max_length=2000, verbose_name='what came of it'),
        ),
        migrations.AddField(
            model_name='activity',
            name='sdg_targets',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('2.4', '2.4: farming that lasts'), ('3.9', '3.9: fewer deaths and illnesses from chemicals and pollution'), ('6.2', '6.2: sanitation and hygiene for all'), ('6.3', '6.3: cleaner water'), ('6.5', '6.5: water managed as a whole, also across borders'), ('6.6', '6.6: waters and wetlands protected and restored'), ('6.b', '6.b: local communities take part in managing water'), ('7.1', '7.1: modern energy for all'), ('7.2', '7.2: more renewable energy'), ('7.3', '7.3: energy used better'), ('8.4', '8.4: growth that uses fewer resources'), ('9.1', '9.1: infrastructure that is reliable and lasts'), ('9.4', '9.4: clean industries'), ('11.2', '11.2: safe transport for all that lasts'), ('11.6', '11.6: cities that harm the environment less'), ('12.3', '12.3: less food lost and wasted'), ('12.4', '12.4: sound management of chemicals and wastes'), ('12.5', '12.5: less waste'), ('12.6', '12.6: companies that work for the long term and report on it'), ('12.c', '12.c: fewer subsidies for fossil fuels'), ('14.1', '14.1: less pollution of the sea'), ('14.2', '14.2: seas and coasts protected'), ('14.5', '14.5: a tenth of coasts and seas conserved'), ('15.1', '15.1: ecosystems on land and in fresh water conserved')], max_length=4), blank=True, default=list, size=None, verbose_name='targets of the Sustainable Development Goals'),
        ),
        migrations.AddField(
            model_name='activity',
            name='sent_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='sent'),
        ),
        migrations.AddField(
            model_name='activity',
            name='sent_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='activity',
            name='starts_on',
            field=models.DateField(blank=True, null=True, verbose_name='start'),
        ),
        migrations.AddField(
            model_name='activity',
            name='status',
            field=models.CharField(choices=[('reported', 'Known from reports'), ('draft', 'Draft'), ('sent', 'With the leads'), ('active', 'Active'), ('ended', 'Ended')], db_default='reported', default='reported', max_length=8, verbose_name='status'),
        ),
        migrations.AddField(
            model_name='activity',
            name='summary',
            field=models.TextField(blank=True, default='', max_length=4000, verbose_name='description'),
        ),
        migrations.AddField(
            model_name='activity',
            name='tags',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('market', 'Market-based approaches'), ('technology', 'Alternative capture or recycling technologies'), ('unido', 'With UNIDO'), ('gender', 'Gender'), ('indigenous', 'Indigenous peoples')], max_length=12), blank=True, default=list, size=None, verbose_name='tags'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['reported', 'draft', 'sent', 'active', 'ended'])), name='activity_status_known'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', ''), ('status', 'reported')), ('kind__in', ['inventory', 'pilot', 'training', 'monitoring', 'south_south', 'legal', 'research', 'guidance', 'assistance', 'campaign', 'other']), _connector='OR'), name='activity_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('articles__contained_by', [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22]), ('objectives__contained_by', ['O1', 'O2', 'O3', 'O4']), ('sdg_targets__contained_by', ['2.4', '3.9', '6.2', '6.3', '6.5', '6.6', '6.b', '7.1', '7.2', '7.3', '8.4', '9.1', '9.4', '11.2', '11.6', '12.3', '12.4', '12.5', '12.6', '12.c', '14.1', '14.2', '14.5', '15.1']), ('tags__contained_by', ['market', 'technology', 'unido', 'gender', 'indigenous'])), name='activity_tags_known'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='activity_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['reported', 'draft']), ('starts_on__isnull', False), _connector='OR'), name='activity_sent_has_a_beginning'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('sent_by__isnull', False)), models.Q(('sent_at__isnull', True), ('sent_by__isnull', True)), _connector='OR'), name='activity_sent_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('acknowledged_at__isnull', False), ('acknowledged_by__isnull', False)), models.Q(('acknowledged_at__isnull', True), ('acknowledged_by__isnull', True)), _connector='OR'), name='activity_acknowledged_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), _connector='OR'), name='activity_ended_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('acknowledged_at__isnull', False), ('sent_at__isnull', False), ('status__in', ['active', 'ended'])), models.Q(('acknowledged_at__isnull', True), ('sent_at__isnull', False), ('status', 'sent')), models.Q(('acknowledged_at__isnull', True), ('sent_at__isnull', True), ('status__in', ['reported', 'draft'])), _connector='OR'), name='activity_acknowledged_before_it_is_active'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('status', 'ended'), models.Q(('outcome', ''), _negated=True)), models.Q(models.Q(('status', 'ended'), _negated=True), ('ended_at__isnull', True), ('outcome', '')), _connector='OR'), name='activity_ends_with_what_came_of_it'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('counted_with__isnull', True), models.Q(models.Q(('counted_with', models.F('pk')), _negated=True), ('counted_apart', False)), _connector='OR'), name='activity_counted_with_another_one'),
        ),
        migrations.AddField(
            model_name='activitypart',
            name='activity',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='areas.activity', verbose_name='activity'),
        ),
        migrations.AddField(
            model_name='activitypart',
            name='declined_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='activitypart',
            name='partner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activity_parts', to='partners.partner', verbose_name='partner'),
        ),
        migrations.AddConstraint(
            model_name='activitypart',
            constraint=models.UniqueConstraint(fields=('activity', 'partner', 'role'), name='activity_part_once'),
        ),
        migrations.AddConstraint(
            model_name='activitypart',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['joint', 'consulted', 'donor'])), name='activity_part_role_known'),
        ),
        migrations.AddConstraint(
            model_name='activitypart',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('declined_at__isnull', False), ('declined_by__isnull', False)), models.Q(('declined_at__isnull', True), ('declined_by__isnull', True)), _connector='OR'), name='activity_part_declined_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='activitypart',
            constraint=models.CheckConstraint(condition=models.Q(('role', 'joint'), ('declined_at__isnull', True), _connector='OR'), name='activity_part_only_joint_ones_say_no'),
        ),
    ]
