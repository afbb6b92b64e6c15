import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.operations
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(
        ),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='series')),
                ('last', models.PositiveIntegerField(verbose_name='last number')),
            ],
            options={
                'verbose_name': 'running number',
                'verbose_name_plural': 'running numbers',
                'ordering': ('key',),
                'constraints': [models.CheckConstraint(condition=models.Q(('last__gte', 1)), name='reference_counter_counts')],
            },
        ),
        migrations.CreateModel(
            name='Country',
            fields=[
                ('iso2', models.CharField(max_length=2, primary_key=True, serialize=False, verbose_name='ISO code, two letters')),
                ('iso3', models.CharField(max_length=3, unique=True, verbose_name='ISO code, three letters')),
                ('m49', models.CharField(max_length=3, unique=True, verbose_name='UN code, three digits')),
                ('name_ar', models.CharField(max_length=80, unique=True, verbose_name='name in Arabic')),
                ('name_zh', models.CharField(max_length=80, unique=True, verbose_name='name in Chinese')),
                ('name_en', models.CharField(max_length=80, unique=True, verbose_name='name in English')),
                ('name_fr', models.CharField(max_length=80, unique=True, verbose_name='name in French')),
                ('name_ru', models.CharField(max_length=80, unique=True, verbose_name='name in Russian')),
                ('name_es', models.CharField(max_length=80, unique=True, verbose_name='name in Spanish')),
                ('places', models.JSONField(default=dict, verbose_name='place in the list of each language')),
                ('is_member', models.BooleanField(default=True, verbose_name='Member State')),
                ('un_region', models.CharField(blank=True, choices=[('african', 'African States'), ('asia_pacific', 'Asia-Pacific States'), ('eastern_european', 'Eastern European States'), ('latin_american', 'Latin American and Caribbean States'), ('western', 'Western European and other States')], max_length=20, verbose_name='regional group')),
                ('unep_region', models.CharField(choices=[('africa', 'Africa'), ('asia_pacific', 'Asia and the Pacific'), ('europe', 'Europe'), ('latin_america', 'Latin America and the Caribbean'), ('north_america', 'North America'), ('west_asia', 'West Asia')], max_length=20, verbose_name='UNEP region')),
            ],
            options={
                'verbose_name': 'country',
                'verbose_name_plural': 'countries',
                'ordering': ('name_en',),
                'constraints': [models.CheckConstraint(condition=models.Q(('iso2__regex', '^[A-Z]{2}$'), ('iso3__regex', '^[A-Z]{3}$'), ('m49__regex', '^[0-9]{3}$')), name='reference_country_codes_have_their_form'), models.CheckConstraint(condition=models.Q(('unep_region__in', ['africa', 'asia_pacific', 'europe', 'latin_america', 'north_america', 'west_asia']), ('un_region__in', ['', 'african', 'asia_pacific', 'eastern_european', 'latin_american', 'western'])), name='reference_country_regions_are_known'), models.CheckConstraint(condition=models.Q(('is_member', False), models.Q(('un_region', ''), _negated=True), _connector='OR'), name='reference_country_members_have_a_group')],
            },
        ),
        migrations.CreateModel(
            name='CountryGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.CharField(choices=[('ldc', 'Least developed countries'), ('lldc', 'Landlocked developing countries'), ('sids', 'Small island developing States'), ('developing', 'Developing countries (working list of the secretariat)'), ('transition', 'Countries with economies in transition')], max_length=12, verbose_name='group')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='first day')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='first day no longer')),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='reference.country', verbose_name='country')),
            ],
            options={
                'verbose_name': 'membership in a group of countries',
                'verbose_name_plural': 'memberships in groups of countries',
                'ordering': ('group', 'country', 'valid_from'),
                'constraints': [models.CheckConstraint(condition=models.Q(('group__in', ['ldc', 'lldc', 'sids', 'developing', 'transition'])), name='reference_group_is_known'), models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_from__lt', models.F('valid_to')), _connector='OR'), name='reference_group_ends_after_it_begins'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('country', '='), ('group', '='), (models.Func('valid_from', 'valid_to', function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='reference_group_counts_once')],
            },
        ),
    ]
