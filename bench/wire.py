"""Wire: requests over a connection that is kept, as cheap as can be, so that who measures a server does not slow it."""

import socket

HEAD_END = b"\r\n\r\n"
LENGTH = b"content-length:"


class Connection:
    """A connection to a server on this machine, with one request under way at most."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._received = bytearray()
        self._expected = 0

    def ask(self, question: bytes) -> None:
        """Send a request."""
        self._received.clear()
        self._expected = 0
        self.socket.sendall(question)

    def take(self) -> int:
        """Take in what has come, and return the status of the answer once it is whole, else 0.

        Raises ConnectionError when the server has closed the connection.
        """
        part = self.socket.recv(1 << 20)
        if not part:
            raise ConnectionResetError
        self._received += part
        if not self._expected:
            head = self._received.find(HEAD_END)
            if head < 0:
                return 0
            self._expected = head + len(HEAD_END) + _length(bytes(self._received[:head]))
        if len(self._received) < self._expected:
            return 0
        return int(self._received[9:12])

    def close(self) -> None:
        """Close the connection."""
        self.socket.close()


def question(address: str, port: int) -> bytes:
    """Return the bytes that ask a server on this machine for a page."""
    return f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line.lower().startswith(LENGTH):
            return int(line[len(LENGTH) :])
    raise RuntimeError(head.decode("latin-1"))
