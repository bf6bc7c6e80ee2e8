"""An OpenSSH server of our own on this machine, for as long as it is tried what runs behind one."""

from __future__ import annotations

import getpass
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

from free_port import free_port

HOST = "127.0.0.1"
CONFIGURATION = """
ListenAddress {host}
Port {port}
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/user_key.pub
PidFile {folder}/pid
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
PrintMotd no
PrintLastLog no
"""
PATIENCE = 10.0


class MissingServerError(Exception):
    """There is no OpenSSH here; the text says what to install."""


class SecureShellServer:
    """Lets in the user who runs it, by a key of its own; all it needs is in a temporary folder."""

    def __init__(self) -> None:
        # An administrator's programs are not on everybody's path.
        self._program = shutil.which("sshd") or shutil.which(
            "sshd", path="/usr/sbin:/usr/local/sbin"
        )
        if self._program is None or shutil.which("ssh") is None:
            raise MissingServerError(
                "there is no OpenSSH here: install its server and its client, such as with "
                "apt install openssh-server openssh-client"
            )
        self._folder = tempfile.TemporaryDirectory(prefix="secure-shell-")
        self.port = free_port()

    def __enter__(self) -> Self:
        folder = self._folder.name
        for key in ("host_key", "user_key"):
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", f"{folder}/{key}"], check=True
            )
        configuration = Path(folder, "configuration")
        configuration.write_text(
            CONFIGURATION.format(host=HOST, port=self.port, folder=folder), encoding="utf-8"
        )
        if getpass.getuser() == "root":
            # Where the server's half without rights lives; a system that runs one has it.
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        self._server = subprocess.Popen(
            [str(self._program), "-D", "-f", str(configuration), "-E", f"{folder}/log"]
        )
        end = time.monotonic() + PATIENCE
        while not self._answers():
            if time.monotonic() > end or self._server.poll() is not None:
                raise RuntimeError(Path(folder, "log").read_text(encoding="utf-8"))
            time.sleep(0.02)
        return self

    def __exit__(self, *error: object) -> None:
        self._server.terminate()
        self._server.wait()
        self._folder.cleanup()

    def _answers(self) -> bool:
        try:
            socket.create_connection((HOST, self.port), timeout=1.0).close()
        except OSError:
            return False
        return True

    def client(self, command: str, *, port: int | None = None) -> list[str]:
        """What runs this command there in a terminal; `port` is that of a line in between."""
        return [
            *("ssh", "-tt", "-q", "-F", "none", "-p", str(port or self.port)),
            *("-i", f"{self._folder.name}/user_key", "-o", "IdentitiesOnly=yes"),
            *("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"),
            *(f"{getpass.getuser()}@{HOST}", command),
        ]
