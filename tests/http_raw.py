"""Speaks HTTP byte by byte, as no well-behaved client does."""

import socket
from urllib.parse import urlsplit


def talk(address: str, sent: bytes, wait_s: float = 10.0) -> bytes:
    """Send the bytes and return everything that comes back until the other side hangs up."""
    where = urlsplit(address)
    received = bytearray()
    with socket.create_connection((where.hostname, where.port), timeout=wait_s) as connection:
        try:
            connection.sendall(sent)
            while piece := connection.recv(65_536):
                received += piece
        except TimeoutError:
            pass
        except ConnectionError:
            pass
    return bytes(received)
