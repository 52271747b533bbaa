"""Whom Kith may contact for a preview: the public internet, and nothing that only its own machine or network reaches.

A member chooses the address, Kith makes the request: without this, a post could read a cloud's keys or a router.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urljoin

from kith.posts.words import safe_address

WEB_PORTS = frozenset({80, 443})
NAT64 = IPv6Network("64:ff9b::/96")
UNICAST = IPv6Network("2000::/3")
# Public by its number, but in Azure it answers as the machine's own host. Other clouds use numbers that aren't public.
AZURE_HOST = IPv4Address("168.63.129.16")


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the public internet, in whatever form it hides another."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return _is_public_4(found)
    inner = found.ipv4_mapped or (IPv4Address(int(found) & 0xFFFF_FFFF) if found in NAT64 else None)
    return _is_public_4(inner) if inner else _is_public_6(found)


def _is_public_4(address: IPv4Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_reserved and address != AZURE_HOST


def _is_public_6(address: IPv6Address) -> bool:
    # Tunnels carry an IPv4 address of their own, and a scope names one of this machine's networks.
    tunnel = address.sixtofour or address.teredo or address.scope_id
    return address in UNICAST and address.is_global and not tunnel


def web_address(base: str, address: str) -> str:
    """An address that stands in a page or a redirect of `base`, as one of the web; "" for anything else."""
    try:
        return safe_address(urljoin(base, address.strip())) if address.strip() else ""
    except ValueError:
        return ""
