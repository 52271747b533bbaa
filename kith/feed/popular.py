"""Posts that many members reacted to or talked about this week, each member counted once a post."""

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from kith.feed.models import Popular
from kith.graph.audiences import Audience
from kith.kernel.ids import id_at
from kith.people.models.profile import SHOWN_STATES
from kith.posts.models import PostState

WEEK = timedelta(days=7)
KEPT = 100

MOST_TALKED_ABOUT = """
SELECT p.id FROM posts_post p
JOIN people_profile author ON author.id = p.author_id AND author.state IN (%s, %s) AND NOT author.is_private
JOIN (
    SELECT r.post_id, r.member_id FROM posts_reaction r WHERE r.post_id > %s
    UNION
    SELECT c.root_id, c.author_id FROM posts_post c WHERE c.root_id > %s AND c.state = %s
) said ON said.post_id = p.id AND said.member_id <> p.author_id
JOIN people_profile member ON member.id = said.member_id AND member.state IN (%s, %s)
WHERE p.id > %s AND p.root_id IS NULL AND p.state = %s AND p.audience <= %s
GROUP BY p.id ORDER BY COUNT(*) DESC, p.id DESC LIMIT %s
"""


def recompute() -> None:
    """Rank the week's posts anew."""
    since = id_at(timezone.now() - WEEK)
    shown = PostState.SHOWN.value
    values = [*SHOWN_STATES, since, since, shown, *SHOWN_STATES, since, shown, Audience.MEMBERS.value, KEPT]
    with connection.cursor() as cursor:
        cursor.execute(MOST_TALKED_ABOUT, values)
        found = [pk for (pk,) in cursor.fetchall()]
    with transaction.atomic():
        Popular.objects.all().delete()
        Popular.objects.bulk_create(Popular(place=KEPT - rank, post_id=pk) for rank, pk in enumerate(found))
