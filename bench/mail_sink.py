"""A mail server that takes every message and throws it away, as fast as it can, in a process of its own."""

import asyncio
import sys


class Conversation(asyncio.Protocol):
    """One connection, as much SMTP as a sender needs (RFC 5321)."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._received = b""
        self._in_message = False
        transport.write(b"220 sink ESMTP\r\n")

    def data_received(self, data: bytes) -> None:
        """Answer each command; skip each message."""
        self._received += data
        while True:
            end = b"\r\n.\r\n" if self._in_message else b"\r\n"
            piece, found, rest = self._received.partition(end)
            if not found:
                return
            self._received = rest
            if self._in_message:
                self._in_message = False
                self._transport.write(b"250 2.0.0 taken over\r\n")
            else:
                self._answer(piece.upper())

    def _answer(self, command: bytes) -> None:
        if command.startswith(b"EHLO"):
            self._transport.write(b"250-sink\r\n250-SMTPUTF8\r\n250-8BITMIME\r\n250 PIPELINING\r\n")
        elif command.startswith(b"DATA"):
            self._in_message = True
            self._transport.write(b"354 go on\r\n")
        elif command.startswith(b"QUIT"):
            self._transport.write(b"221 bye\r\n")
            self._transport.close()
        else:
            self._transport.write(b"250 2.1.0 OK\r\n")


async def serve(port: int) -> None:
    """Listen on this machine only, until the process is stopped."""
    server = await asyncio.get_running_loop().create_server(Conversation, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
