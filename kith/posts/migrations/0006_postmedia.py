import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('media', '0002_mediaitem'),
        ('posts', '0005_root_by_comments'),
    ]

    operations = [
        migrations.RenameModel('PostPhoto', 'PostMedia'),
        migrations.RenameField('postmedia', 'photo', 'item'),
        migrations.AlterField('postmedia', 'post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='media', to='posts.post')),
        migrations.RemoveConstraint('postmedia', 'photo_place_once'),
        migrations.AddConstraint('postmedia', models.UniqueConstraint(fields=('post', 'position'), name='media_place_once')),
    ]
