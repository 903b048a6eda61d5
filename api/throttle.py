"""How often one caller may do what costs us something, told without keeping anybody's address.

Callers are known by a hash keyed with a secret that lives and dies with the process; each worker counts for itself.
The address is the one that uvicorn gives: behind a proxy that is not on loopback, name the proxy in uvicorn's
`FORWARDED_ALLOW_IPS`, or all its callers count as one. `X-Forwarded-For` of anybody else is not believed.
"""

import hashlib
import hmac
import math
import secrets
import time
from ipaddress import IPv6Address, ip_address, ip_network

from fastapi import Request
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from stations.errors import TooMany

RATES: tuple[RateLimitItem, ...] = (RateLimitItemPerMinute(10), RateLimitItemPerHour(60))
HOUSEHOLD_BITS = 64  # of an IPv6 address; the rest is the caller's own to change


class Throttle:
    """Count how often each caller has come lately."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def admit(self, address: str) -> None:
        """Count a call from an address; raise `TooMany` if there were too many before it."""
        caller = hmac.new(self._secret, household(address).encode(), hashlib.sha256).hexdigest()
        for rate in RATES:
            if not self._limiter.hit(rate, caller):
                wait_s = self._limiter.get_window_stats(rate, caller).reset_time - time.time()
                raise _too_many(max(1, math.ceil(wait_s)))


def throttled(request: Request) -> None:
    """Let a request pass unless its caller has come too often."""
    throttle: Throttle = request.app.state.throttle
    throttle.admit(request.client.host if request.client else "")


def household(address: str) -> str:
    """Return what one caller cannot easily change of an address: all of IPv4, the first half of IPv6."""
    try:
        read = ip_address(address)
    except ValueError:  # a Unix socket has none
        return address
    if not isinstance(read, IPv6Address):
        return str(read)
    if read.ipv4_mapped:
        return str(read.ipv4_mapped)
    return str(ip_network((int(read), HOUSEHOLD_BITS), strict=False))


def _too_many(retry_after_s: int) -> TooMany:
    return TooMany(
        f"操作太频繁，请 {retry_after_s} 秒后再试。",
        f"Too many requests: please try again in {retry_after_s} seconds.",
        retry_after_s=retry_after_s,
    )
