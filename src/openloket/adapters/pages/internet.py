"""Getting to a public host: its addresses are looked up once, judged, and used as they were judged."""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from openloket.monitor.ports import NoSuchHost, Permanent, Temporary

CONNECT_SECONDS = 10.0
_PORTS = {"http": 80, "https": 443}

Place = tuple[str, int]
"""An IP address and a port."""


def look_up(host: str, port: int) -> list[Place]:
    """The addresses of a host by DNS. Raises OSError."""
    return [(str(one[4][0]), port) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, and not of this machine or network."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = known.ipv4_mapped if isinstance(known, ipaddress.IPv6Address) else None
    return (inner or known).is_global and not (inner or known).is_multicast


@dataclass(frozen=True, slots=True)
class Internet:
    """How hosts are found. `local`: a site on this machine may be looked at too, to practise on."""

    lookup: Callable[[str, int], list[Place]] = look_up
    local: bool = False

    def connect(self, parts: SplitResult) -> http.client.HTTPConnection:
        """A connection to the host of an address. Raises Temporary or Permanent."""
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        if not self.local and port not in _PORTS.values():
            raise Permanent("dit adres heeft een poort die niet van een website is")
        place = self._place(host, port)
        if parts.scheme == "https":
            return _SecureTo(place, host, port)
        return _To(place, host, port)

    def _place(self, host: str, port: int) -> Place:
        try:
            found = self.lookup(host.encode("idna").decode(), port)
        except UnicodeError as problem:
            raise Permanent("dit is geen adres van een website") from problem
        except socket.gaierror as problem:
            if problem.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)):
                raise NoSuchHost("de website bestaat niet (meer)") from problem
            raise Temporary("de website is nu niet te vinden") from problem
        except OSError as problem:
            raise Temporary("de website is nu niet te vinden") from problem
        if not found:
            raise NoSuchHost("de website bestaat niet (meer)")
        # One address that is not public makes the whole name suspect.
        if not self.local and not all(is_public(address) for address, _ in found):
            raise Permanent("dit adres is niet openbaar")
        return found[0]


def sound(address: str) -> SplitResult:
    """The parts of an address that may be asked: http or https, without a password. Raises Permanent."""
    try:
        parts = urlsplit(address.strip())
        has_host = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError as problem:
        raise Permanent("dit is geen adres van een website") from problem
    if parts.scheme.lower() not in _PORTS or not has_host or parts.username is not None:
        raise Permanent("dit is geen adres van een website")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=-._~")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=-._~?[]{}|")
    return urlsplit(urlunsplit((parts.scheme.lower(), parts.netloc, path, query, "")))


class _To(http.client.HTTPConnection):
    """To the very address that was judged: a name that is looked up again could lead elsewhere."""

    def __init__(self, place: Place, host: str, port: int) -> None:
        super().__init__(host, port, timeout=CONNECT_SECONDS)
        self.place = place

    def connect(self) -> None:
        self.sock = socket.create_connection(self.place, self.timeout)


class _SecureTo(http.client.HTTPSConnection):
    """The same over TLS, with the certificate of the name."""

    def __init__(self, place: Place, host: str, port: int) -> None:
        self.trust = ssl.create_default_context()
        super().__init__(host, port, timeout=CONNECT_SECONDS, context=self.trust)
        self.place = place

    def connect(self) -> None:
        plain = socket.create_connection(self.place, self.timeout)
        try:
            self.sock = self.trust.wrap_socket(plain, server_hostname=self.host)
        except OSError:
            plain.close()
            raise
