"""A hub on this machine: what huggingface_hub asks of one, and nothing else."""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COMMIT = "c" * 40


class Hub(ThreadingHTTPServer):
    """Serves `files` of the model maker/small; `asked` are the files that were fetched.

    `fault` is an HTTP status for every answer; `gated` refuses the files, not the list of them.
    Every file is also offered through Xet, whose loader finds nobody here.
    """

    daemon_threads = True

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.files, self.asked = files, list[str]()
        self.fault: int | None = None
        self.gated = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Hub

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        hub, path = self.server, self.path.partition("?")[0]
        if hub.fault:
            return self.reply(b"<html>no hub here</html>", status=hub.fault)
        if path.startswith("/api/models/maker/small/tree/"):
            entries = [
                {"type": "file", "path": n, "size": len(c), "oid": hashlib.sha1(c).hexdigest()}
                for n, c in hub.files.items()
            ]
            return self.reply(json.dumps(entries).encode())
        if path.startswith("/api/models/maker/small"):
            siblings = [{"rfilename": n, "size": len(c)} for n, c in hub.files.items()]
            info = {"id": "maker/small", "sha": COMMIT, "siblings": siblings}
            return self.reply(json.dumps(info).encode())
        name = path.removeprefix(f"/maker/small/resolve/{COMMIT}/")
        if name not in hub.files:
            return self.reply(b"", status=404, code="RepoNotFound")
        if hub.gated:
            return self.reply(b"", status=403, code="GatedRepo")
        if self.command == "GET":
            hub.asked.append(name)
        return self.reply(hub.files[name])

    def reply(self, body: bytes, status: int = 200, code: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Repo-Commit", COMMIT)
        self.send_header("ETag", f'"{hashlib.sha256(body).hexdigest()}"')
        self.send_header("X-Xet-Hash", hashlib.sha256(body).hexdigest())
        self.send_header("X-Xet-Refresh-Route", "/api/nobody")
        if code:
            self.send_header("X-Error-Code", code)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""


@contextmanager
def serving(files: dict[str, bytes]) -> Iterator[Hub]:
    """The hub, while the block runs."""
    with Hub(files) as hub:
        thread = threading.Thread(target=hub.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield hub
        finally:
            hub.shutdown()
            thread.join()
