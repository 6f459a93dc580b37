import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from cdtt_app.transport.enrol_road import EnrolRoad
from cdtt_app.transport.http_road import HttpRoad, HttpSettings
from cdtt_app.transport.road import Obstacle, RoadError

SENTENCE = "Giấy mời này đã dùng để nối một máy khác."


@contextmanager
def _answering(status: int, body: bytes, **headers: str) -> Iterator[EnrolRoad]:
    """A road to somebody who always says the same."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        road = HttpRoad(HttpSettings(url=f"http://127.0.0.1:{server.server_port}"))
        try:
            yield EnrolRoad(road)
        finally:
            road.close()
            server.shutdown()
            thread.join()


def _refused(road: EnrolRoad) -> RoadError:
    with pytest.raises(RoadError) as raised:
        road.ask(b"{}")
    return raised.value


def test_the_provinces_answer_comes_back_as_it_was_said() -> None:
    with _answering(200, b'{"v":1}') as road:
        assert road.ask(b"{}") == b'{"v":1}'


def test_a_login_page_is_no_answer() -> None:
    with _answering(200, b"<html>Wi-Fi</html>") as road:
        assert _refused(road).obstacle is Obstacle.PORTAL


def test_a_refusal_brings_the_provinces_own_sentence() -> None:
    body = json.dumps({"status": 403, "title": "refused", "detail": SENTENCE}).encode()
    with _answering(403, body, Content_Type="application/problem+json") as road:
        error = _refused(road)
    assert (error.obstacle, error.said) == (Obstacle.REFUSED, SENTENCE)


def test_asked_too_often_the_province_says_when_to_come_again() -> None:
    body = json.dumps({"status": 429, "title": "too often", "detail": SENTENCE}).encode()
    with _answering(429, body, Retry_After="90") as road:
        error = _refused(road)
    assert (error.obstacle, error.wait, error.said) == (Obstacle.RESTING, 90.0, SENTENCE)


@pytest.mark.parametrize(
    "body", [b"<html>403</html>", b"[]", b'{"detail": 5}', b"\xff\xfe", json.dumps({"detail": "x" * 1000}).encode()]
)
def test_whatever_else_refuses_has_no_sentence_of_its_own(body: bytes) -> None:
    with _answering(403, body) as road:
        assert _refused(road).said == ""
