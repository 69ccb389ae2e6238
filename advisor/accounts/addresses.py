"""Whose requests count together: those of one address, or of one household's IPv6 network."""

import ipaddress


def network(address: str) -> str:
    """Return the address, of IPv6 the /64 that one household has; other text as it is."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is None:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)
