"""A run that has gone wrong draws what reaches beyond a screen: not from the page of a teacher."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from attacked_server import attacked_server
from visitor import Visitor

Comes = Callable[..., Visitor]

HOSTILE = (
    b"\x1b]52;c;ZXZpbA==\x07"
    b"\x1b]8;;http://evil.example/\x1b\\LINKLINKLINK\x1b]8;;\x1b\\"
    b"\x1b]0;evil title\x07\x1b]2;evil title\x07"
    b"\x1b[c\x1b[6n\x1b[21t\x1bP$qm\x1b\\\x1b]10;?\x07\x1b]52;c;?\x07"
    b"<script>document.title='evil title'</script>END OF IT"
)
COUNTED = """
window.sent = 0; window.copied = 0;
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (data) { window.sent += 1; return send.call(this, data); };
document.execCommand = () => { window.copied += 1; return true; };
navigator.clipboard.writeText = async () => { window.copied += 1; };
window.open = () => { window.copied += 1; return null; };
"""


def test_a_run_reaches_nothing_of_who_looks_on(comes: Comes, tmp_path: Path) -> None:
    """Not the clipboard, the title or a link; and the terminal's answers go nowhere."""
    packet = b"D" + len(HOSTILE).to_bytes(4, "big") + HOSTILE
    with attacked_server(tmp_path) as server:
        visitor = comes()
        visitor.page.goto(f"{server.origin}/?token={server.token}")
        visitor.page.wait_for_function("() => window.microtui?.text().includes('begun')")
        teacher = comes()
        teacher.page.add_init_script(COUNTED)
        pages: list[object] = []
        teacher.page.context.on("page", lambda page: pages.append(page))
        teacher.page.goto(f"{server.origin}/class?token={server.class_token}")
        teacher.page.goto(f"{server.origin}/class/run/1")
        teacher.page.wait_for_function("() => window.microtui")
        visitor.page.keyboard.insert_text(f"raw {packet.hex()}")
        teacher.page.wait_for_function("() => window.microtui.text().includes('END OF IT')")
        for x in range(20, 400, 40):
            teacher.page.mouse.click(x, 130)
        teacher.page.keyboard.type("typed by a teacher")
        teacher.page.keyboard.press("Enter")
        # What the teacher has set off, if anything, has come before this.
        visitor.page.keyboard.insert_text("the last word")
        for page in (visitor.page, teacher.page):
            page.wait_for_function("() => window.microtui.text().includes('<the last word>')")
        assert teacher.page.evaluate("window.copied") == 0
        assert teacher.page.evaluate("window.sent") == 0
        assert "evil" not in teacher.page.title()
        assert not pages
        assert "typed by" not in visitor.page.evaluate("window.microtui.text()")
