"""Who is asking, and in which language."""

from django.contrib.auth.middleware import AuthenticationMiddleware as MemberMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.middleware.locale import LocaleMiddleware as LanguageMiddleware

__all__ = ["LanguageMiddleware", "MemberMiddleware", "SessionMiddleware"]
