"""What the leads of an area tell new partners, and which first steps these have taken."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models



class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0029_topics'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AreaWelcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('ar', 'Arabic'), ('zh', 'Chinese'), ('en', 'English'), ('fr', 'French'), ('ru', 'Russian'), ('es', 'Spanish')], max_length=2, verbose_name='language')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='saved')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='welcomes', to='areas.partnershiparea', verbose_name='area')),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='saved by')),
            ],
            options={
                'verbose_name': 'text for new partners',
                'verbose_name_plural': 'texts for new partners',
                'ordering': ['area', 'language'],
                'constraints': [models.UniqueConstraint(fields=('area', 'language'), name='area_welcome_once_in_a_language'), models.CheckConstraint(condition=models.Q(('language__in', ['ar', 'zh', 'en', 'fr', 'ru', 'es'])), name='area_welcome_language_known')],
            },
        ),
        migrations.CreateModel(
            name='FirstStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(choices=[('plan', 'Read the plan in force'), ('contact', 'Name your contact for the area'), ('word', 'Tell your colleagues about the area')], max_length=8, verbose_name='step')),
                ('done_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='done')),
                ('done_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noted by')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='first_steps', to='areas.areamembership', verbose_name='membership in the area')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='contact')),
            ],
            options={
                'verbose_name': 'first step of a new partner',
                'verbose_name_plural': 'first steps of new partners',
                'ordering': ['membership', 'step'],
                'constraints': [models.UniqueConstraint(fields=('membership', 'step'), name='first_step_once_each'), models.CheckConstraint(condition=models.Q(('step__in', ['plan', 'contact', 'word'])), name='first_step_known'), models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', False), ('step', 'contact')), models.Q(models.Q(('step', 'contact'), _negated=True), ('person__isnull', True)), _connector='OR'), name='first_step_contact_names_a_person')],
            },
        ),
    ]
