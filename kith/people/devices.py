"""The devices on which a member is signed in."""

from allauth.usersessions.models import UserSession
from django.http import Http404, HttpRequest

# What browsers say of themselves, the more particular before what it builds on.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "FxiOS": "Firefox", "CriOS": "Chrome"}
BROWSERS |= {"SamsungBrowser": "Samsung Internet", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "CrOS": "ChromeOS", "Windows": "Windows"}
SYSTEMS |= {"Mac OS X": "macOS", "Linux": "Linux"}


def devices_of(request: HttpRequest) -> list[UserSession]:
    """The member's devices, the one in use first, then the latest seen."""
    devices = UserSession.objects.purge_and_list(request.user)
    for device in devices:
        device.says = describe(device.user_agent)
    return sorted(devices, key=lambda device: (not device.is_current(), -device.last_seen_at.timestamp()))


def sign_out(request: HttpRequest, pk: str) -> None:
    """End the session of one of the member's own other devices."""
    for device in devices_of(request):
        if str(device.pk) == pk and not device.is_current():
            device.end()
            return
    raise Http404


def sign_out_others(request: HttpRequest) -> None:
    """End all the member's sessions but this one."""
    for device in devices_of(request):
        if not device.is_current():
            device.end()


def describe(user_agent: str) -> str:
    """Browser and system, as far as the browser tells: "Firefox, Android"."""
    browser = next((name for sign, name in BROWSERS.items() if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS.items() if sign in user_agent), "")
    return ", ".join(filter(None, [browser, system])) or user_agent[:60]
