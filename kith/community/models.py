from django.db import models


class Joining(models.TextChoices):
    OPEN = "open"
    APPROVAL = "approval"
    INVITATION = "invitation"
    CLOSED = "closed"


class Reading(models.TextChoices):
    ANYONE = "anyone"
    MEMBERS = "members"


class Inviting(models.TextChoices):
    STAFF = "staff"
    MEMBERS = "members"


class Community(models.Model):
    """This community: one row, made by the wizard or `kith setup`.

    `stamp` rises at every change, so that what is cached in a process can be known to be old.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=80)
    tagline = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10, default="en")
    joining = models.CharField(max_length=10, choices=Joining, default=Joining.OPEN)
    reading = models.CharField(max_length=10, choices=Reading, default=Reading.MEMBERS)
    inviting = models.CharField(max_length=10, choices=Inviting, default=Inviting.STAFF)
    stamp = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="community_is_one")]
