"""Which network addresses are public, decided on the number alone, never on how it was written.

The registries: https://www.iana.org/assignments/iana-ipv4-special-registry and -ipv6-special-registry.
``ipaddress.is_global`` alone is not a filter: in Python 3.11 it is true of NAT64, 6to4, multicast and
192.88.99.0/24.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_CLOSED_V4 = tuple(
    IPv4Network(text)
    for text in (
        "100.64.0.0/10",  # shared by carriers, and some clouds' metadata
        "192.0.0.0/24",  # protocol assignments, and some clouds' metadata
        "192.88.99.0/24",  # the 6to4 relay, withdrawn
        "168.63.129.16/32",  # a public number that one cloud answers from inside the machine
    )
)
_UNICAST_V6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_DOCUMENTATION_V6 = IPv6Network("3fff::/20")
_ISATAP = (0x00005EFE, 0x02005EFE)


def is_public(address: str) -> bool:
    """True of an address that anyone on the internet may be asked to answer at; false of all others."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return _is_public_v4(parsed)
    return _is_public_v6(parsed)


def _is_public_v4(address: IPv4Address) -> bool:
    if address.is_multicast or not address.is_global:
        return False
    return not any(address in network for network in _CLOSED_V4)


def _is_public_v6(address: IPv6Address) -> bool:
    if address.scope_id:
        return False
    inner = _embedded(address)
    if not all(_is_public_v4(v4) for v4 in inner):
        return False
    if inner and not _in(address, _UNICAST_V6):  # mapped and NAT64: the number inside is all there is
        return True
    if address.is_multicast or not address.is_global or _in(address, _DOCUMENTATION_V6):
        return False
    return _in(address, _UNICAST_V6)


def _embedded(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that a mapped, NAT64, 6to4, Teredo or ISATAP address leads to."""
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if _in(address, _NAT64):
        return (IPv4Address(int(address) & 0xFFFFFFFF),)
    if address.sixtofour is not None:
        return (address.sixtofour,)
    if address.teredo is not None:
        return address.teredo
    if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        return (IPv4Address(int(address) & 0xFFFFFFFF),)
    return ()


def _in(address: IPv6Address, network: IPv6Network) -> bool:
    return address in network
