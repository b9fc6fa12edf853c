"""Digests. `hashlib` is loaded by the first: it brings OpenSSL, a quarter of Python's own start."""

from __future__ import annotations


def sha256(data: bytes) -> bytes:
    """The 32 bytes of SHA-256."""
    import hashlib

    return hashlib.sha256(data).digest()


def blake2b(data: bytes, size: int) -> bytes:
    """So many bytes of BLAKE2b."""
    import hashlib

    return hashlib.blake2b(data, digest_size=size).digest()
