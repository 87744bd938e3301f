"""Keys, passwords and signatures: made, stored as digests, compared in constant time.

A key has 256 random bits, so one round of SHA-256 hides it; a password has few, so scrypt does.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass

_PREFIX = "youju"
_COST, _BLOCK, _PARALLEL = 2**15, 8, 3
"""32 MB and about a third of a second a try (the OWASP cheat sheet of 2023 holds it equal to N=2^17, p=1)."""
_MEMORY = 64 * 1024 * 1024
_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key at the one moment when it can be read."""

    id: str
    text: str
    """What its bearer sends: ``youju_id_secret``."""
    digest: str


def new_key() -> NewKey:
    """A key nobody has."""
    identity, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    return NewKey(identity, f"{_PREFIX}_{identity}_{secret}", key_digest(secret))


def key_parts(text: str) -> tuple[str, str] | None:
    """Id and secret of a key as it was sent; None when it is none of ours."""
    parts = text.split("_", 2)
    if len(parts) != 3 or parts[0] != _PREFIX:
        return None
    return parts[1], parts[2]


def key_digest(secret: str) -> str:
    """What is stored of a key."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def same(first: str, second: str) -> bool:
    """Whether two texts are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(first.encode("utf-8", "replace"), second.encode("utf-8", "replace"))


def password_hash(password: str) -> str:
    """What is stored of a password: ``scrypt$N$r$p$salt$hash``."""
    salt = secrets.token_bytes(_SALT_BYTES)
    hashed = _scrypt(password, salt, _COST, _BLOCK, _PARALLEL)
    return "$".join(
        ("scrypt", str(_COST), str(_BLOCK), str(_PARALLEL), _encoded(salt), _encoded(hashed))
    )


def password_matches(password: str, stored: str) -> bool:
    """Whether a password is the one that was stored."""
    _, cost, block, parallel, salt, hashed = stored.split("$")
    computed = _scrypt(password, _decoded(salt), int(cost), int(block), int(parallel))
    return hmac.compare_digest(computed, _decoded(hashed))


def new_secret() -> bytes:
    """A key to sign with."""
    return secrets.token_bytes(32)


def derived(secret: bytes, purpose: str) -> bytes:
    """A key for one purpose: what is signed with it is nothing to any other."""
    return hmac.new(secret, purpose.encode(), hashlib.sha256).digest()


def signed(values: list[str], secret: bytes) -> str:
    """Texts that only who has the secret can have written: ``payload.signature``."""
    payload = _encoded(json.dumps(values, ensure_ascii=False).encode())
    return f"{payload}.{_signature(payload, secret)}"


def verified(text: str, secret: bytes) -> list[str] | None:
    """The signed texts; None when the signature is not ours."""
    payload, _, signature = text.partition(".")
    if not same(signature, _signature(payload, secret)):
        return None
    values = json.loads(_decoded(payload))
    return [str(value) for value in values]


def _signature(payload: str, secret: bytes) -> str:
    digest = hmac.new(secret, payload.encode("utf-8", "replace"), hashlib.sha256).digest()
    return _encoded(digest)


def _scrypt(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    data = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(data, salt=salt, n=cost, r=block, p=parallel, maxmem=_MEMORY)


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
