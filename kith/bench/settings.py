"""The community's own settings, and the empty page that everything is measured against."""

from config import settings as usual

globals().update({name: value for name, value in vars(usual).items() if name.isupper()})
ROOT_URLCONF = "kith.bench.urls"
