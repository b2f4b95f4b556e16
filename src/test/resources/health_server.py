"""A peer of another implementation: grpc.health.v1 Check by Debian's python3-grpcio.

Usage: health_server.py PORT. Prints the port that it listens on, then serves until it is killed.
"""
import sys
from concurrent import futures

import grpc

SERVING = b"\x08\x01"  # HealthCheckResponse{status: SERVING}


def check(request, context):
    return SERVING


def main():
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=2), options=(("grpc.so_reuseport", 0),))
    handlers = {"Check": grpc.unary_unary_rpc_method_handler(check)}
    server.add_generic_rpc_handlers(
        (grpc.method_handlers_generic_handler("grpc.health.v1.Health", handlers),)
    )
    port = server.add_insecure_port("127.0.0.1:" + sys.argv[1])
    if port == 0:
        sys.exit("could not bind port " + sys.argv[1])
    server.start()
    print(port, flush=True)
    server.wait_for_termination()


main()
