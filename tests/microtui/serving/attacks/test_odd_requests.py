"""Requests by hand that no browser sends: an error in a sentence, and the server goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from attacked_server import HOST, AttackedServer, attacked_server
from attacking_visitor import visiting
from raw_socket import RawSocket

PATHS = [
    "/static/../server.py",
    "/static/..%2fserver.py",
    "/static/%2e%2e/server.py",
    "/static/%2e%2e%2fserver.py",
    "/static/..%5cserver.py",
    "/static/....//server.py",
    "/static/%252e%252e%252fserver.py",
    "/static//etc/passwd",
    "/static/%2fetc%2fpasswd",
    "/static/xterm/../../server.py",
    "/static/xterm/..%2f..%2fserver.py",
    "/static/%00",
    "/static/page.js%00.css",
    "/static/",
    "/static",
    "/static/xterm",
    "/static/xterm/",
    "/static/" + "a" * 5_000,
    "/static/\xff\xfe",
    "/..",
    "//etc/passwd",
    "/download/..%2f..%2ftokens.json",
    "/download/../tokens.json",
    "/download/",
    "/download/%0d%0aSet-Cookie:%20a=b",
    "/class/run/..%2f..",
    "/class/run/1e3",
    "/class/run/-1",
    "/class/run/" + "9" * 5_000,
    "/class/run/%D9%A3",
    "/.git/config",
    "/tokens.json",
    "/favicon.ico",
    "/%0d%0aX-Injected:%20yes",
]


def request(port: int, path: str, *more: str, method: str = "GET") -> bytes:
    lines = [
        f"{method} {path} HTTP/1.1",
        f"Host: {HOST}:{port}",
        "Connection: close",
        *more,
        "",
        "",
    ]
    return "\r\n".join(lines).encode("latin-1")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:40])
async def test_no_path_leads_out_of_the_page(server: AttackedServer, path: str) -> None:
    async with visiting(server) as visitor:
        name, value = next(iter(visitor.cookies.items()))
        for more in ((), (f"Cookie: {name}={value}",)):
            with RawSocket(server.port) as raw:
                raw.send(request(server.port, path, *more))
                answer = raw.all()
            head = answer.partition(b"\r\n\r\n")[0]
            assert head.split()[1] in (b"400", b"403", b"404", b"414"), answer[:300]
            assert b"X-Injected" not in head
            for secret in (b"aiohttp", b"Traceback", b"import ", b"root:", bytes(server.folder)):
                assert secret not in answer.partition(b"\r\n\r\n")[2], answer


@pytest.mark.parametrize(
    "method", ["HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "CONNECT", "PATCH", "X"]
)
async def test_other_methods_do_nothing(server: AttackedServer, method: str) -> None:
    for path in ("/", "/ws", "/upload", "/class", "/download/x", "/static/page.js"):
        with RawSocket(server.port) as raw:
            answer = raw.asked(request(server.port, path, method=method))
        status = int(answer.split()[1])
        assert status in (400, 403, 404, 405) or method in ("HEAD",), (method, path, answer)
        assert b"Access-Control-Allow" not in answer


async def test_what_could_be_two_requests_is_one_or_none(server: AttackedServer) -> None:
    """What a proxy and a server may understand differently: refused, and the connection closed."""
    inner = f"GET /static/page.js HTTP/1.1\r\nHost: {HOST}\r\n\r\n"
    odd = [
        (f"Content-Length: {len(inner)}", "Transfer-Encoding: chunked"),
        ("Transfer-Encoding: chunked", f"Content-Length: {len(inner)}"),
        ("Content-Length: 5", f"Content-Length: {len(inner)}"),
        (f"Content-Length: +{len(inner)}",),
        ("Content-Length: -1",),
        ("Content-Length: 1e2",),
        ("Content-Length: 0x10",),
        ("Content-Length : 5",),
        ("Content-Length: 5\n", "X: y"),
        ("Transfer-Encoding: xchunked",),
        ("Transfer-Encoding: chunked, identity",),
        ("Transfer-Encoding : chunked",),
        ("Transfer-Encoding:\x0bchunked",),
        (" folded: header",),
        ("No colon here",),
        (": no name",),
        ("X\0Y: z",),
        ("X: \0",),
        ("Host: evil.example",),
    ]
    for headers in odd:
        lines = ["POST /upload?name=a HTTP/1.1", f"Host: {HOST}:{server.port}", *headers, "", ""]
        body = "0\r\n\r\n" + inner
        with RawSocket(server.port) as raw:
            raw.send(("\r\n".join(lines) + body).encode("latin-1"))
            answer = raw.all()
        assert answer.split()[1] in (b"400", b"403", b"501"), (headers, answer)
        assert b" 200 " not in answer, (headers, answer)


async def test_a_request_line_or_header_without_end_is_refused(server: AttackedServer) -> None:
    floods = [
        b"GET /" + b"a" * 200_000,
        b"GET / HTTP/1.1\r\nX: " + b"a" * 200_000,
        b"GET / HTTP/1.1\r\n" + b"".join(b"X%d: y\r\n" % each for each in range(100_000)),
        b"GET / HTTP/1.1\r\nCookie: " + b"a=b; " * 40_000 + b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 500 + b"\r\n\r\n",
        b"\r\n" * 50_000 + b"x\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.9\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    ]
    for flood in floods:
        with RawSocket(server.port) as raw:
            raw.send(flood)
            answer = raw.all()
            assert b" 200 " not in answer.split(b"\r\n")[0], flood[:60]
    async with visiting(server) as visitor:
        assert (await visitor.get())[0] == 200


async def test_no_redirect_follows_the_host_that_was_named(server: AttackedServer) -> None:
    """A proxy, or a cache, that believes any Host must not send others elsewhere."""
    for host in ("evil.example", "evil.example:80@x", "", "a" * 4_000, "127.0.0.1:1\tx"):
        more = (
            f"X-Forwarded-Host: {host}",
            "X-Forwarded-Proto: javascript",
            "Forwarded: host=evil.example",
        )
        lines = [
            f"GET /?token={server.token} HTTP/1.1",
            f"Host: {host}",
            "Connection: close",
            *more,
        ]
        with RawSocket(server.port) as raw:
            raw.send("\r\n".join([*lines, "", ""]).encode())
            answer = raw.all()
        assert b"evil" not in answer
        assert b"javascript" not in answer


@pytest.mark.parametrize(
    "path", ["", "class", "static/page.js", "nothing", "?token=x", "download/x"]
)
async def test_every_answer_has_the_headers_that_keep_others_out(
    server: AttackedServer, path: str
) -> None:
    async with visiting(server) as visitor:
        await visitor.get(f"class?token={server.class_token}")
        _, _, headers = await visitor.get(path)
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy or "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-eval" not in policy
        assert "http:" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "Access-Control-Allow-Origin" not in headers
        assert "aiohttp" not in headers.get("Server", "").lower()
        if not path.startswith("static"):
            assert "no-store" in headers["Cache-Control"]


async def test_without_a_token_asked_for_the_rest_holds(tmp_path: Path) -> None:
    """With --no-token everybody is let in, but no foreign page, and into no class."""
    with attacked_server(tmp_path, needs_token=False) as server:
        async with visiting(server, enters=False) as visitor:
            assert (await visitor.get())[0] in (200, 302, 303)
            assert await visitor.refusal(headers={"Origin": "http://evil.example"}) == 403
            assert (await visitor.get("class"))[0] == 403
            assert (await visitor.get("?token=anything"))[0] in (200, 302, 303)
            assert await visitor.refusal() == 101
