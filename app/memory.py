"""What a process keeps of memory that it no longer needs."""

import ctypes
import sys

M_MMAP_THRESHOLD = -3  # malloc.h of glibc
LARGE = 1 << 20


def give_back_large_blocks() -> None:
    """From here on every block above 1 MiB goes back to the system when it is freed.

    Left to itself, glibc learns from the first 19 MiB that argon2 frees to keep such blocks, once for each thread that has signed
    somebody in: some 80 MB a process. Other C libraries do not know the call, and need none.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(M_MMAP_THRESHOLD, LARGE)
