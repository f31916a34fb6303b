"""The scanner's client speaks clamd's protocol, and never takes silence for clean."""

import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.waiting import AGES

from openloket.adapters.scanner.clamav import ClamavScanner
from openloket.adapters.scanner.none import NoScanner
from openloket.intake.ports import Scanned, Temporary, Verdict

# The industry's test file, in two halves so that no scanner takes fright of this one.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd(socketserver.StreamRequestHandler):
    """What clamd does with zINSTREAM and zVERSION, with a limit of 100 kB."""

    def handle(self) -> None:
        command = self._until_nul()
        if command == b"zVERSION":
            self.wfile.write(b"ClamAV 1.0.0/test\0")
            return
        assert command == b"zINSTREAM"
        content = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(size)
            if len(content) > 100_000:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.wfile.write(b"stream: Eicar-Signature FOUND\0" if EICAR in content else b"stream: OK\0")

    def _until_nul(self) -> bytes:
        command = b""
        while (letter := self.rfile.read(1)) != b"\0":
            command += letter
        return command


@pytest.fixture(params=["tcp", "unix"])
def scanner(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ClamavScanner]:
    if request.param == "tcp":
        server: socketserver.BaseServer = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd)
        host, port = server.server_address[:2]
        address = f"{host}:{port}"
    else:
        address = str(tmp_path / "clamd")
        server = socketserver.ThreadingUnixStreamServer(address, Clamd)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield ClamavScanner(address, seconds=AGES)
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_harmless_file_is_clean(scanner: ClamavScanner) -> None:
    assert scanner.scan([b"holiday ", b"", b"photo"]) == Scanned(Verdict.CLEAN)


def test_malware_is_named_even_across_pieces(scanner: ClamavScanner) -> None:
    assert scanner.scan([EICAR[:20], EICAR[20:]]) == Scanned(Verdict.INFECTED, "Eicar-Signature")


def test_a_file_that_clamd_will_not_read_is_not_clean(scanner: ClamavScanner) -> None:
    with pytest.raises(Temporary, match="size limit"):
        scanner.scan([bytes(50_000)] * 20)


def test_check_gives_the_version(scanner: ClamavScanner) -> None:
    assert scanner.check() == "ClamAV 1.0.0/test"


def test_no_clamd_is_no_verdict() -> None:
    with pytest.raises(Temporary, match="does not answer"):
        ClamavScanner("127.0.0.1:1", seconds=1).scan([b"x"])


def test_without_scanner_a_file_is_called_unscanned() -> None:
    assert NoScanner().scan([EICAR]) == Scanned(Verdict.UNSCANNED)
