"""People who send letters of intent over HTTP, and note which the portal acknowledged."""

import http.client
import re
import threading
import urllib.parse
from collections import deque
from dataclasses import dataclass, field

HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
PART = re.compile(r'(name|value)="([^"]*)"')
ACKNOWLEDGED = 302
# A letter that was sent has another address: the answer to its sending was lost.
GONE = 404
SECONDS = 10


@dataclass
class Load:
    """The letters that wait, those that were acknowledged, and what else was answered."""

    port: int
    session: str
    waiting: deque[str]
    acknowledged: list[str] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)
    pause: float = 1.0
    is_over: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Send letter after letter; one without an acknowledgement is sent again later."""
        while not self.is_over.wait(self.pause) and self.waiting:
            key = self.waiting.popleft()
            try:
                said = self._send(key)
            except (OSError, http.client.HTTPException) as error:
                said = type(error).__name__
            self.answers[said] = self.answers.get(said, 0) + 1
            if said == str(ACKNOWLEDGED):
                self.acknowledged.append(key)
            elif said != str(GONE):
                self.waiting.append(key)

    def _send(self, key: str) -> str:
        """Open the page that sends the letter and press its button; gives the status."""
        path = f"/letters/{key}/check/"
        page = ask(self.port, "GET", path, {}, f"sessionid={self.session}")
        if page.status != http.client.OK:
            return str(page.status)
        token = page.cookie("csrftoken")
        fields = page.hidden() | {"is_correct": "on"}
        cookies = f"sessionid={self.session}; csrftoken={token}"
        return str(ask(self.port, "POST", path, fields, cookies).status)


def ask(port: int, method: str, path: str, fields: dict[str, str], cookie: str) -> "Page":
    """Ask the portal at this port for a page, or send it a form."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    headers = {"Cookie": cookie, "Host": f"127.0.0.1:{port}"}
    if fields:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        line.request(method, path, urllib.parse.urlencode(fields) or None, headers)
        answer = line.getresponse()
        text = answer.read().decode()
        return Page(answer.status, answer.headers.get_all("Set-Cookie", []), text)
    finally:
        line.close()


@dataclass
class Page:
    """What was answered."""

    status: int
    cookies: list[str]
    text: str

    def cookie(self, name: str) -> str:
        """The value of the cookie that it sets."""
        for line in self.cookies:
            key, _equals, value = line.partition(";")[0].partition("=")
            if key == name:
                return value
        return ""

    def hidden(self) -> dict[str, str]:
        """The hidden fields of its forms, with the token against forged requests."""
        parts = [dict(PART.findall(tag)) for tag in HIDDEN.findall(self.text)]
        return {part["name"]: part.get("value", "") for part in parts if "name" in part}
