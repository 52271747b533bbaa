"""Marks for what differs from viewer to viewer, in HTML that is rendered once for all: see `kith.ui.stencil`."""

from django import template
from django.utils.safestring import SafeString

from kith.ui.stencil import END, OTHERWISE, mark

register = template.Library()


@register.simple_tag
def slot(name: str) -> SafeString:
    """A place for a string."""
    return mark(name)


@register.simple_tag
def only(flag: str) -> SafeString:
    """What follows is only for viewers with the flag."""
    return mark(f"only_{flag}")


@register.simple_tag
def otherwise() -> SafeString:
    """What follows is for the viewers without the flag of the last `only`."""
    return mark(OTHERWISE)


@register.simple_tag
def endonly() -> SafeString:
    """The end of what began with the last `only`."""
    return mark(END)
