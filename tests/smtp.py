"""A small mail server for tests, on a socket of its own; it answers as it is told."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_string, policy
from email.message import EmailMessage


class Conversation(socketserver.StreamRequestHandler):
    """One client speaks SMTP with the server."""

    server: "MailServer"

    def handle(self) -> None:
        self.server.connections += 1
        self._say("220 tests")
        while line := self.rfile.readline().decode().strip():
            command = line.partition(":")[0].split()[0].upper()
            reply = self._answer_to(command, line)
            self._say(reply)
            if reply.startswith("421"):
                return
            if reply.startswith("354"):
                try:
                    text = self._text()
                except ConnectionResetError:
                    return
                self._say(self._take(text))

    def _answer_to(self, command: str, line: str) -> str:
        address = line.partition("<")[2].partition(">")[0]
        answers = self.server.answers
        return answers.get(address) or answers.get(command) or self._reply(command)

    def _reply(self, command: str) -> str:
        return {"DATA": "354 Go on", "QUIT": "221 Bye"}.get(command, "250 OK")

    def _text(self) -> str:
        lines = []
        while (line := self.rfile.readline().decode()) != ".\r\n":
            if not line:
                raise ConnectionResetError("the client went away in the middle of a text")
            lines.append(line.removeprefix("."))
        return "".join(lines)

    def _take(self, text: str) -> str:
        if "TEXT" in self.server.answers:
            return self.server.answers["TEXT"]
        self.server.mails.append(message_from_string(text, policy=policy.default))
        self.server.on_mail(len(self.server.mails))
        return "250 Taken"

    def _say(self, reply: str) -> None:
        self.wfile.write(f"{reply}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """Keeps the mails it took; ``answers`` says what it replies to which command or address.

    ``TEXT`` stands for the end of a mail's text. ``on_mail`` is called with the number of mails
    taken, before the client hears that one was.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.port: int = self.server_address[1]
        self.answers: dict[str, str] = {}
        self.mails: list[EmailMessage] = []
        self.connections = 0
        self.on_mail: Callable[[int], object] = lambda _number: None


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Serve on a free port of this machine until the block ends."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
