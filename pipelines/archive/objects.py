"""Content-addressed store of raw bytes on disk: written once, verified on reading."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

_DIGEST = re.compile(r"[0-9a-f]{64}")


class DamagedObjectError(OSError):
    """Stored bytes no longer match the digest they are stored under."""


def digest(body: bytes) -> str:
    """The SHA-256 of `body` in hex: the `document_id` of the warehouse."""
    return hashlib.sha256(body).hexdigest()


class Archive:
    """Keeps each distinct byte string once; the digest is the only way to make a path."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, sha256: str) -> Path:
        """Where the bytes of this digest live; anything but a digest is refused."""
        if not _DIGEST.fullmatch(sha256):
            raise ValueError(f"not a sha256: {sha256!r}")
        return self.root / sha256[:2] / sha256

    def put(self, body: bytes) -> str:
        """Store `body` and return its digest; storing twice changes nothing, a killed write leaves no object."""
        sha256 = digest(body)
        final = self.path(sha256)
        if final.exists():
            return sha256
        final.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=final.parent, prefix=".part-")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(body)
                out.flush()
                os.fsync(out.fileno())
            os.replace(part, final)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
        return sha256

    def get(self, sha256: str) -> bytes:
        """The stored bytes; raises `DamagedObjectError` when they no longer match their digest."""
        body = self.path(sha256).read_bytes()
        if digest(body) != sha256:
            raise DamagedObjectError(f"archive object {sha256} is damaged: restore it from the second copy")
        return body
