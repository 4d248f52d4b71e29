"""Who this process is, for whoever reads what it holds."""

import os
import socket


def name_of_process() -> str:
    """Machine, process and a random part, since the numbers of processes come again."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{os.urandom(4).hex()}"
