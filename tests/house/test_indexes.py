"""Every write pays for every index: a key has none of its own where another index begins with it."""

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

OURS = [model for model in apps.get_models() if model.__module__.startswith("kith.")]


def needless(model: type[models.Model]) -> list[str]:
    """The keys of a model that say nothing of an index, and so get one, though one of its indexes begins with them."""
    whole = [entry for entry in [*model._meta.indexes, *model._meta.constraints] if getattr(entry, "fields", ())]
    begun = {entry.fields[0].lstrip("-") for entry in whole if entry.condition is None}
    fields = model._meta.concrete_fields
    return [field.name for field in fields if field.db_index and not field.unique and field.name in begun]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_no_index_twice(model):
    assert not needless(model), "these keys want db_index=False"


@isolate_apps("kith.kernel")
def test_the_rule_catches_what_it_must():
    class Twice(models.Model):
        one = models.ForeignKey("self", models.CASCADE, related_name="+")
        other = models.ForeignKey("self", models.CASCADE, related_name="+")
        some = models.ForeignKey("self", models.CASCADE, related_name="+", db_index=False)

        class Meta:
            app_label = "kernel"
            constraints = [models.UniqueConstraint(fields=["one", "other"], name="one_once")]
            indexes = [
                models.Index(fields=["other"], condition=models.Q(some=None), name="other_some"),
                models.Index(fields=["some", "-id"], name="some_newest"),
            ]

    assert needless(Twice) == ["one"]
