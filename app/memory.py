"""What a process keeps of memory that it no longer needs."""

import ctypes
import sys

#: From malloc.h of glibc.
M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
LARGE = 1 << 20
#: One: what one thread has freed the next takes. They hold Python's lock anyway, so that they hardly ever wait for it.
ARENAS = 1


def keep_little_memory() -> None:
    """From here on every block above 1 MiB goes back to the system when it is freed, and threads share one heap.

    Left to itself, glibc learns from the first 19 MiB that argon2 frees to keep such blocks, once for each thread that has signed
    somebody in: some 80 MB a process. To take them anew makes a sign-in, which is slow on purpose, a little slower.
    Other C libraries do not know the call, and need none.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(M_MMAP_THRESHOLD, LARGE)
            mallopt(M_ARENA_MAX, ARENAS)
