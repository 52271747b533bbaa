from django.db import models

from kith.kernel.ids import new_id


class Line(models.Model):
    """One thing that a member of staff, or Kith itself (no actor), did. Lines are never changed.

    `chain` is the SHA-256 of the line before and of this line, so a change or a gap shows.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    actor_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    target_kind = models.CharField(max_length=30)
    target_id = models.BigIntegerField(null=True)
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    chain = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["target_kind", "target_id"], name="audit_target")]
