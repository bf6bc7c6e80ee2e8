"""Who is let in, and what the others are told."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from served_program import PATIENCE, Served
from visitor import Visitor


def test_without_the_token_there_is_a_sentence_and_no_program(comes: Any, server: Served) -> None:
    visitor = comes()
    answer = visitor.page.goto(server.origin)
    assert answer.status == 403
    assert visitor.words.strip().count(".") >= 1
    assert visitor.page.locator("#terminal").count() == 0


def test_the_token_does_not_stay_in_the_address(visitor: Visitor, server: Served) -> None:
    assert "token" in server.address
    assert visitor.page.url == f"{server.origin}/"


def test_a_cookie_that_is_gone_is_told_and_what_helps(visitor: Visitor, server: Served) -> None:
    visitor.sees("zero_grad")
    visitor.page.context.clear_cookies()
    visitor.page.context.set_offline(True)
    visitor.reads("The connection is lost.")
    visitor.page.context.set_offline(False)
    visitor.reads("Open the address that your teacher gave you once more")
    assert visitor.state == "refused"


class Elsewhere(BaseHTTPRequestHandler):
    """Somebody else's page."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>elsewhere</title>")

    def log_message(self, format: str, *values: object) -> None:
        """Nothing."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """On the same host: cookies do not tell ports apart, and a browser sends ours from there."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as other:
        threading.Thread(target=other.serve_forever).start()
        yield f"http://127.0.0.1:{other.server_port}/"
        other.shutdown()


def test_a_page_of_another_origin_gets_no_run(
    visitor: Visitor, server: Served, elsewhere: str
) -> None:
    page = visitor.page.context.new_page()
    page.goto(elsewhere)
    outcome = page.evaluate(
        """address => new Promise(told => {
             const socket = new WebSocket(address);
             socket.onopen = () => told("open");
             socket.onclose = event => told(`closed ${event.code}`);
           })""",
        f"ws://127.0.0.1:{server.port}/ws?width=80&height=24",
    )
    assert outcome == "closed 1006"
    assert visitor.state == "connected"  # nor did it take the run away


def test_at_the_limit_a_sentence_says_how_long(serve: Any, comes: Any) -> None:
    server = serve("--sessions", "1")
    first = comes().begins(server.address)
    second = comes().comes(server.address)
    second.reads("place", "tries again in")
    assert second.state == "waiting"
    first.types("q")
    first.reads("to begin again")
    second.page.get_by_role("button", name="Try now").click()
    second.sees("zero_grad")
    second.waits(lambda: second.is_at_the_keys, "the focus in the terminal")


def test_ctrl_c_ends_the_server_and_keeps_the_runs(serve: Any, comes: Any) -> None:
    first = serve()
    visitor = comes().begins(first.address)
    visitor.types("z", "s")
    visitor.sees("epoch 1 ")
    first.process.send_signal(signal.SIGINT)
    first.process.wait(PATIENCE)
    visitor.reads("trying again in")
    serve(port=first.port)
    visitor.is_connected()
    visitor.sees("zero_grad OFF", "epoch 1 ")
