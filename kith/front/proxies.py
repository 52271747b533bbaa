"""Who is asking: the peer of the connection, or whom a proxy that we trust says it asks for."""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

Address = IPv4Address | IPv6Address


class Proxies:
    """The networks whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed."""

    def __init__(self, networks: Iterable[str]) -> None:
        self.networks = [ip_network(network) for network in networks]
        self.is_trusted = lru_cache(maxsize=1024)(self._is_trusted)

    def client(self, scope: Any) -> tuple[str, str | None]:
        """The address of whoever asks, and the scheme they used, if a proxy that we trust tells."""
        peer = _host(scope.client)
        if not self.is_trusted(peer):
            return peer, None
        headers = scope.headers
        scheme = ",".join(headers.get_all("x-forwarded-proto")).rpartition(",")[2].strip()
        for hop in reversed(",".join(headers.get_all("x-forwarded-for")).split(",")):
            hop = hop.strip()
            if not _is_address(hop):
                break  # nobody knows who wrote what stands before it
            peer = hop
            if not self.is_trusted(hop):
                break
        return peer, scheme or None

    def _is_trusted(self, host: str) -> bool:
        if not self.networks or not _is_address(host):
            return False
        address = _plain(ip_address(host))
        return any(address in network for network in self.networks)


def _host(client: str) -> str:
    """The host of `1.2.3.4:5` or `[::1]:5`, an IPv4 address behind an IPv6 socket as itself."""
    host = client.rpartition(":")[0].strip("[]") or client
    return str(_plain(ip_address(host))) if _is_address(host) else host


def _plain(address: Address) -> Address:
    return getattr(address, "ipv4_mapped", None) or address


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
