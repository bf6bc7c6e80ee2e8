"""What the README tells a teacher and a department to type works as it stands there."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from free_port import free_port
from serve_stand_in import ServeStandIn

from microtui.command_line.cli import cli, run
from microtui.command_line.serving.visitors_line import OF_SERVING

ROOT = Path(__file__).parents[4]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = README.partition("## In a browser, for a class")[2].partition("\n## ")[0]

TEMPLATE = ROOT / "microtui" / "lessons" / "template.md"


def fenced(language: str) -> str:
    """All that stands in the section's fences of this language, each line as one types it."""
    blocks = re.findall(rf"```{language}\n(.*?)```", SECTION, re.DOTALL)
    return "\n".join(blocks).replace("\\\n", " ")


def lines_of_serve() -> list[list[str]]:
    """What stands behind `microtui serve`, in the shell, the unit and the container."""
    typed = [shlex.split(line, comments=True) for line in fenced("sh").splitlines()]
    typed.append(shlex.split(re.findall("^ExecStart=(.*)$", fenced("ini"), re.MULTILINE)[0]))
    entry = json.loads(re.findall("^ENTRYPOINT (.*)$", fenced("dockerfile"), re.MULTILINE)[0])
    container = next(words for words in typed if words[:2] == ["docker", "run"])
    typed.append([*entry, *container[container.index("--public-url") :]])
    return [
        words[2:]
        for words in typed
        if len(words) > 1 and Path(words[0]).name == "microtui" and words[1] == "serve"
    ]


@pytest.fixture
def with_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files that the README names."""
    rows = [f"{index},{-index},{'ab'[index % 2]}" for index in range(40)]
    (tmp_path / "penguins.csv").write_text("\n".join(["bill,flipper,species", *rows]))
    (tmp_path / "mine.md").write_text(TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("with_files")
@pytest.mark.parametrize("words", lines_of_serve(), ids=" ".join)
def test_each_line_serves(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    server = ServeStandIn(monkeypatch)
    assert run(["serve", *words]) == server.status


def test_there_are_lines_of_all_kinds() -> None:
    lines = [" ".join(words) for words in lines_of_serve()]
    assert len(lines) == 7
    for part in ("--lesson", "--data", "--preset", "--host 0.0.0.0 --public-url"):
        assert any(part in line for line in lines)


def test_each_option_of_its_own_is_told_of_or_is_plain() -> None:
    flags = {
        flag
        for option in cli.commands["serve"].params
        if option.name in OF_SERVING
        for flag in (*option.opts, *option.secondary_opts)
    }
    for flag in flags - {"--token", "--port"}:
        assert flag in SECTION


@pytest.mark.skipif(shutil.which("nginx") is None, reason="there is no nginx")
def test_nginx_takes_what_it_is_told(tmp_path: Path) -> None:
    places = "\n".join(
        f"{each}_temp_path {tmp_path}/{each};"
        for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    server = f"listen 127.0.0.1:{free_port()};\n{fenced('nginx')}"
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid; error_log stderr;\nevents {{}}\n"
        f"http {{ access_log off; {places}\nserver {{ {server} }} }}\n"
    )
    tested = subprocess.run(
        ["nginx", "-t", "-e", "stderr", "-c", str(tmp_path / "nginx.conf")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert tested.returncode == 0, tested.stderr


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "microtui.service"
    # It looks whether there is such a program, and there is none in /opt here.
    unit.write_text(fenced("ini").replace("/opt/microtui/bin/microtui", sys.executable))
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    # It has something to say of other units of the machine, too.
    said = [line for line in verified.stderr.splitlines() if unit.name in line]
    assert (verified.returncode, said) == (0, [])
