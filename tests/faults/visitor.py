"""Someone who reaches a running Kith over one kept connection, with cookies and forms as a browser has them."""

import html
import re
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from ipaddress import ip_address
from itertools import count
from typing import Self
from urllib.parse import urlencode

from tests.installation import PASSWORD

ADDRESSES = map(ip_address, count(int(ip_address("198.18.0.1"))))


class NoAnswer(Exception):
    """The request may or may not have been done: nobody said."""


@dataclass
class Answer:
    status: int
    text: str
    location: str
    headers: dict[str, str]


class Visitor:
    """One member, from a network of their own."""

    def __init__(self, port: int, handle: str) -> None:
        self.handle = handle
        self.address = str(next(ADDRESSES))
        self.cookies: dict[str, str] = {}
        self.line = HTTPConnection("localhost", port, timeout=30)

    def get(self, path: str) -> Answer:
        try:
            return self._ask("GET", path)
        except NoAnswer:  # the kept connection has died since; as browsers do, a read is asked again
            return self._ask("GET", path)

    def post(self, path: str, **fields: str) -> Answer:
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **fields}))

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        headers = {"X-Forwarded-For": self.address, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.line.request(method, path, body, headers)
            answer = self.line.getresponse()
            text = answer.read().decode()
        except (OSError, HTTPException) as error:
            self.line.close()  # the next request opens it again
            raise NoAnswer(f"{method} {path}: {error!r}") from error
        self._keep_cookies(answer)
        return Answer(answer.status, text, answer.getheader("Location", ""), dict(answer.getheaders()))

    def _keep_cookies(self, answer: HTTPResponse) -> None:
        for header in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value

    def signs_up(self) -> Self:
        assert self.get("/accounts/signup/").status == 200
        answer = self.post("/accounts/signup/", username=self.handle, password1=PASSWORD)
        assert answer.status == 302, answer.text
        assert self.get("/").status == 200
        return self

    def publishes(self, text: str, key: str = "", audience: int = 1) -> Answer:
        return self.post("/posts/", text=text, key=key, audience=str(audience))

    def texts(self, path: str) -> list[str]:
        """The texts of all posts on a page and the older ones behind it."""
        found: list[str] = []
        while path:
            answer = self.get(path)
            assert answer.status == 200, (path, answer.status)
            bodies = re.findall(r'<div class="post-text">(.*?)</div>', answer.text, re.DOTALL)
            found += [html.unescape(re.sub("<[^>]+>", "", body)) for body in bodies]
            older = re.search(r'<a class="button" href="([^"]+)" rel="next">', answer.text)
            path = html.unescape(older.group(1)) if older else ""
        return found
