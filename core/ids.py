"""Random identifiers, the only kind that stands in an address."""

import base64
import secrets

ID_LENGTH = 20


def new_id() -> str:
    """A random id of 20 lower-case letters and digits (100 bits): not guessable, and safe in addresses and element ids."""
    return base64.b32encode(secrets.token_bytes(13)).decode().lower()[:ID_LENGTH]
