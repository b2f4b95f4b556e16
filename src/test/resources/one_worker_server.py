"""A peer with one worker thread, as many small gRPC servers in Python have it: while the generator of a Watch runs,
nothing else is answered. By Debian's python3-grpcio.

Usage: one_worker_server.py PORT ADDRESS MILLISECONDS. Prints the port that it listens on, and takes so long for each
answer to Check. It ends when its input does: when whoever started it is gone.
"""
import concurrent.futures
import os
import sys
import time

import grpc

SERVING = b"\x08\x01"  # HealthCheckResponse{status: SERVING}
PAUSE_SECONDS = 0.02


def handlers(seconds):
    def check(request, context):
        time.sleep(seconds)
        return SERVING

    def watch(request, context):
        yield SERVING
        while context.is_active():
            time.sleep(PAUSE_SECONDS)

    return grpc.method_handlers_generic_handler(
        "grpc.health.v1.Health",
        {
            "Check": grpc.unary_unary_rpc_method_handler(check),
            "Watch": grpc.unary_stream_rpc_method_handler(watch),
        },
    )


port, address, milliseconds = sys.argv[1:]
server = grpc.server(
    concurrent.futures.ThreadPoolExecutor(max_workers=1), options=(("grpc.so_reuseport", 0),)
)
server.add_generic_rpc_handlers((handlers(float(milliseconds) / 1000),))
bound = server.add_insecure_port(address + ":" + port)
if bound == 0:
    sys.exit("could not bind port " + port)
server.start()
print(bound, flush=True)
while os.read(0, 4096):
    pass
os._exit(0)
