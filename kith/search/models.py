"""The tables of terms. No migration of Django's makes them: they are what each database has for finding words."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Lookup

from kith.people.models import Profile
from kith.posts.models import Post, Tag
from kith.search.backends import BACKENDS


class Words(models.TextField):
    """Terms, written as the database takes them; never read back."""

    def get_db_prep_value(self, value: Sequence[str], connection: BaseDatabaseWrapper, prepared: bool = False) -> str:
        document: str = BACKENDS[connection.vendor].document(value)
        return document

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"


@Words.register_lookup
class Match(Lookup):
    """`words__match`: an expression of the database's own (`backend().expression`)."""

    lookup_name = "match"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        return "%s", (value,)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, of_column = self.process_lhs(compiler, connection)
        value, of_value = self.process_rhs(compiler, connection)
        sql = BACKENDS[connection.vendor].MATCHES.format(column=column, value=value)
        return sql, (*of_column, *of_value)


class PostWords(models.Model):
    """What a post, not a comment, is found by. It may be late, which harms nobody: who sees a post is asked later."""

    post = models.OneToOneField(
        Post, models.DO_NOTHING, primary_key=True, db_column="rowid", db_constraint=False, related_name="+"
    )
    words = Words()

    class Meta:
        managed = False
        db_table = "search_post"


class PersonWords(models.Model):
    """What a member is found by."""

    profile = models.OneToOneField(
        Profile, models.DO_NOTHING, primary_key=True, db_column="rowid", db_constraint=False, related_name="+"
    )
    words = Words()

    class Meta:
        managed = False
        db_table = "search_person"


class TagWords(models.Model):
    """What a hashtag is found by."""

    tag = models.OneToOneField(
        Tag, models.DO_NOTHING, primary_key=True, db_column="rowid", db_constraint=False, related_name="+"
    )
    words = Words()

    class Meta:
        managed = False
        db_table = "search_tag"
