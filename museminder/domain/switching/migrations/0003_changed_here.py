from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('switching', '0002_keeping'),
    ]

    operations = [
        migrations.AddField(
            model_name='importbatch',
            name='looked_over_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='changed_here',
            field=models.CharField(blank=True, choices=[('keep', 'What was changed here stays'), ('take', 'What the file says is taken')], max_length=4),
        ),
        migrations.AlterField(
            model_name='importrow',
            name='state',
            field=models.CharField(choices=[('ready', 'Ready'), ('duplicate', 'Here already'), ('changed', 'Changed here since'), ('needs_info', 'Needs information'), ('error', 'Error')], max_length=10),
        ),
    ]
