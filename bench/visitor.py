"""A browser of the bench, over the network: keeps its cookies, finds a form in a page."""

import gzip
import http.client
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

from bench.processes import HOST, BenchFault

_FIELD = re.compile(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"')


@dataclass
class Visitor:
    """Somebody who comes to the server on this port, with cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def headers(self) -> dict[str, str]:
        """What goes with every request."""
        return {"Accept-Encoding": "gzip", "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}

    def get(self, path: str) -> tuple[str, int, int]:
        """A page: its text, its bytes as sent, its bytes unpacked. Raises BenchFault when there is none."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        try:
            connection.request("GET", path, headers=self.headers)
            response = connection.getresponse()
            body = response.read()
            for kept in response.headers.get_all("Set-Cookie") or ():
                name, _, value = kept.split(";", 1)[0].partition("=")
                self.cookies[name] = value
        finally:
            connection.close()
        if response.status != 200:
            raise BenchFault(f"{path}: {response.status}")
        plain = gzip.decompress(body) if response.headers.get("Content-Encoding") == "gzip" else body
        return plain.decode("utf-8", "replace"), len(body), len(plain)

    def request(self, path: str, fields: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None) -> dict[str, object]:
        """A request for the load generator: GET, or POST of these fields; ``headers`` come on top of those that go with every one."""
        if fields is None:
            return {"method": "GET", "path": path, "headers": self.headers}
        return {"method": "POST", "path": path, "headers": {**self.headers, **(headers or {})}, "body": urlencode(fields)}


def hidden_fields(html: str) -> dict[str, str]:
    """The hidden fields of all forms of a page; a name that comes twice counts by its last form."""
    return {unescape(name): unescape(value) for name, value in _FIELD.findall(html)}
