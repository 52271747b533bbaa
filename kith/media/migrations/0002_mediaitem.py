from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('media', '0001_initial'),
    ]

    operations = [
        migrations.RenameModel('Photo', 'MediaItem'),
        migrations.AddField('mediaitem', 'kind', models.PositiveSmallIntegerField(choices=[(0, 'Photo'), (1, 'Loop'), (2, 'Video'), (3, 'Sound')], default=0)),
        migrations.AddField('mediaitem', 'failure', models.CharField(blank=True, default='', max_length=30), preserve_default=False),
        migrations.AddField('mediaitem', 'avif', models.BooleanField(default=False)),
        migrations.AddField('mediaitem', 'heights', models.JSONField(default=list)),
        migrations.AddField('mediaitem', 'duration', models.PositiveIntegerField(default=0)),
        migrations.AddField('mediaitem', 'thumbhash', models.CharField(blank=True, default='', max_length=40), preserve_default=False),
        migrations.AddField('mediaitem', 'waveform', models.CharField(blank=True, default='', max_length=400), preserve_default=False),
        migrations.AddField('mediaitem', 'captions', models.JSONField(default=list)),
        migrations.AddField('mediaitem', 'title', models.CharField(blank=True, default='', max_length=200), preserve_default=False),
        migrations.AddField('mediaitem', 'artist', models.CharField(blank=True, default='', max_length=200), preserve_default=False),
    ]
