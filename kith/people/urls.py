"""Addresses of people. The sign-in library's own, below `/accounts/`, are in `sign_in_urls`."""

from django.urls import path

from kith.kernel.limits import define, limited
from kith.people.views import export, invitations, joining, leaving, resets, set_up, settings, status

define("set-up", member="60/h", network="60/h")
define("settings", member="60/h", network="600/h")
define("handle", member="5/d", network="100/d")
define("invitations", member="30/h", network="300/h")
define("reset-link", member="30/h", network="60/h")

app_name = "people"
urlpatterns = [
    path("setup/<str:token>", limited("set-up")(set_up.setting_up), name="set_up"),
    path("join/<str:token>/", joining.invited, name="invited"),
    path("reset/<str:token>/", limited("reset-link")(resets.reset), name="reset"),
    path("status/", status.status, name="status"),
    path("settings/", settings.settings, name="settings"),
    path("settings/handle/", limited("handle")(settings.handle), name="handle"),
    path("settings/language/", limited("settings")(settings.language), name="language"),
    path("settings/privacy/", limited("settings")(settings.privacy), name="privacy"),
    path("settings/invitations/", limited("invitations")(invitations.invitations), name="invitations"),
    path(
        "settings/invitations/<int:pk>/revocation/",
        limited("invitations")(invitations.revocation),
        name="revoke_invitation",
    ),
    path("settings/leaving/", leaving.leaving, name="leaving"),
    path("settings/leaving/deactivation/", leaving.deactivate, name="deactivate"),
    path("settings/leaving/deletion/", leaving.delete, name="delete_account"),
    path("settings/leaving/return/", leaving.come_back, name="come_back"),
    path("settings/export/", export.export, name="export"),
    path("settings/export/<str:key>/", export.export_file, name="export_file"),
]
