"""A peer of another implementation: grpc.health.v1 Check and Watch by Debian's python3-grpcio.

Usage: health_server.py PORT ADDRESS MILLISECONDS. Prints the port that it listens on, and takes so
long for each answer to Check. On SIGTERM it says that it does not serve, ends what is under way, and ends. It also ends,
without a word, when its input does: when whoever started it is gone.
"""
import asyncio
import os
import signal
import sys

import grpc

SERVING = b"\x08\x01"  # HealthCheckResponse{status: SERVING}
NOT_SERVING = b"\x08\x02"
GRACE_SECONDS = 0.5


def handlers(leaving, seconds):
    async def check(request, context):
        await asyncio.sleep(seconds)
        return NOT_SERVING if leaving.is_set() else SERVING

    async def watch(request, context):
        yield SERVING
        await leaving.wait()
        yield NOT_SERVING

    return grpc.method_handlers_generic_handler(
        "grpc.health.v1.Health",
        {
            "Check": grpc.unary_unary_rpc_method_handler(check),
            "Watch": grpc.unary_stream_rpc_method_handler(watch),
        },
    )


def end_with_input():
    if not os.read(0, 4096):
        os._exit(0)


async def main():
    loop = asyncio.get_running_loop()
    leaving = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, leaving.set)
    loop.add_reader(0, end_with_input)
    server = grpc.aio.server(options=(("grpc.so_reuseport", 0),))
    port, address, milliseconds = sys.argv[1:]
    server.add_generic_rpc_handlers((handlers(leaving, float(milliseconds) / 1000),))
    bound = server.add_insecure_port(address + ":" + port)
    if bound == 0:
        sys.exit("could not bind port " + port)
    await server.start()
    print(bound, flush=True)
    await leaving.wait()
    await server.stop(GRACE_SECONDS)


asyncio.run(main())
