import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import kith.kernel.ids
import kith.search.models
from kith.search.backends import BACKENDS

TABLES = ("search_post", "search_person", "search_tag")


def make_tables(apps, schema_editor):
    for table in TABLES:
        for statement in BACKENDS[schema_editor.connection.vendor].CREATE:
            schema_editor.execute(statement.format(table=table))


def drop_tables(apps, schema_editor):
    for table in TABLES:
        schema_editor.execute(f"DROP TABLE {table}")


def fill_later(apps, schema_editor):
    """Have a worker index what a community had before it could be searched."""
    if apps.get_model("people", "Profile").objects.exists():
        apps.get_model("kernel", "TaskRow").objects.create(
            id=kith.kernel.ids.new_id(),
            path="kith.search.tasks.reindex",
            arguments={"args": [], "kwargs": {}},
            priority=-50,
            due_at=django.utils.timezone.now(),
        )


def words_of(name, field, to):
    one = models.OneToOneField(
        db_column="rowid",
        db_constraint=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        primary_key=True,
        related_name="+",
        serialize=False,
        to=to,
    )
    return migrations.CreateModel(
        name=name,
        fields=[(field, one), ("words", kith.search.models.Words())],
        options={"db_table": f"search_{name.removesuffix('Words').lower()}", "managed": False},
    )


class Migration(migrations.Migration):
    initial = True

    dependencies = [("kernel", "0001_initial"), ("people", "0001_initial"), ("posts", "0001_initial")]

    operations = [
        words_of("PostWords", "post", "posts.post"),
        words_of("PersonWords", "profile", "people.profile"),
        words_of("TagWords", "tag", "posts.tag"),
        migrations.RunPython(make_tables, drop_tables),
        migrations.RunPython(fill_later, migrations.RunPython.noop),
    ]
