"""Kith's settings with the smallest of sites behind the front."""

from tests import settings as usual

globals().update({name: value for name, value in vars(usual).items() if name.isupper()})
ROOT_URLCONF = "tests.front.site"
MIDDLEWARE = ["django.middleware.common.CommonMiddleware", "allauth.account.middleware.AccountMiddleware"]
TRUSTED_PROXIES = ["127.0.0.2/32"]
