"""Listens as systemd does: prints who sent each datagram, when it came, and what it says.

Takes the name of the socket, a path or @name; prints a line as soon as it listens.
"""

import socket
import struct
import sys
import time

name = sys.argv[1]
manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
manager.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
manager.bind("\0" + name[1:] if name.startswith("@") else name)
print("listening", flush=True)
while True:
    data, ancillary, _, _ = manager.recvmsg(4096, socket.CMSG_SPACE(12))
    micros = time.monotonic_ns() // 1000
    pid = next(
        struct.unpack("iii", value[:12])[0]
        for level, kind, value in ancillary
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS)
    )
    print(pid, micros, data.decode().replace("\n", "|"), flush=True)
