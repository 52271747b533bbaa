"""Addresses of people. Those below `/accounts/` stand before the sign-in library's own of the same names."""

from django.urls import path

from kith.kernel.limits import define, limited
from kith.people.views import joining, set_up, status

define("set-up", member="30/h", network="30/h")
define("join", member="20/h", network="200/h")

app_name = "people"
urlpatterns = [
    path("setup/<str:token>", limited("set-up")(set_up.setting_up), name="set_up"),
    path("accounts/signup/", limited("join")(joining.SignUpView.as_view()), name="sign_up"),
    path("join/<str:token>/", joining.invited, name="invited"),
    path("status/", status.status, name="status"),
]
