"""SIGTERM: what those hear who are connected. The program is asked to end once, before the rules."""
import os
import signal
import socket
import threading
import time

import grpc
from lab import DEADLINE, HEALTHY, Reader, TcpPeer, Watcher, details, details_pb, entry, equal, failed
from lab import health_pb, main, pb, require, rule, until

WITHIN = 5
# The service's own names first: that it ends says nothing of a peer.
NAMES = ("", "rollcall.v1.Discovery", "peer/up")
UP = TcpPeer()
SEEN = {}


def prepare(lab):
    lab.reload([entry("up", UP.port)])
    lab.settled(up=HEALTHY)
    health = {n: Reader(lab.health.Watch(health_pb.HealthCheckRequest(service=n))) for n in NAMES}
    unknown = Reader(lab.health.Watch(health_pb.HealthCheckRequest(service="nothing")))
    watcher = Watcher(lab)
    watcher.take()
    for reader in (*health.values(), unknown):
        reader.next()
    waiting = lab.discovery.WaitForPeers.future(pb.WaitForPeersRequest(count=2), timeout=60)
    codes = hammer(lab)
    time.sleep(0.3)
    began = time.monotonic()
    os.kill(lab.pid, signal.SIGTERM)
    until("the process is gone", lambda: is_gone(lab.pid), 30)
    SEEN.update(
        took=time.monotonic() - began,
        health=health,
        unknown=unknown,
        watcher=watcher,
        waiting=waiting,
        codes=codes,
    )


def is_gone(pid):
    try:
        with open("/proc/%d/stat" % pid) as stat:
            return stat.read().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def hammer(lab):
    """How calls end that are made all the while, on a connection of their own."""
    codes = set()
    channel = lab.connect(("grpc.enable_retries", 0))
    call = channel.unary_unary("/rollcall.v1.Discovery/ListPeers")

    def ask():
        while grpc.StatusCode.UNAVAILABLE not in codes:
            try:
                call(b"", timeout=DEADLINE)
                codes.add(grpc.StatusCode.OK)
            except grpc.RpcError as e:
                codes.add(e.code())

    threading.Thread(target=ask, daemon=True).start()
    return codes


def retry(error):
    require(error is not None, "it ended without an error")
    equal(grpc.StatusCode.UNAVAILABLE, error.code(), error.details())
    infos = details(error, details_pb.RetryInfo)
    equal(1, len(infos), "RetryInfo:")
    require(infos[0].retry_delay.ToMilliseconds() >= 0)
    equal("rollcall.dev", details(error, details_pb.ErrorInfo)[0].domain)


@rule("shutdown-in-time")
def _(lab):
    require(SEEN["took"] <= WITHIN, "it took", SEEN["took"], "s")


@rule("shutdown-health-says-so-first")
def _(lab):
    for name in NAMES[:2]:
        reader = SEEN["health"][name]
        reader.ended()
        came = [message.status for message in reader.rest()]
        require(came and came[-1] == health_pb.HealthCheckResponse.NOT_SERVING, repr(name), came)


@rule("shutdown-health-watches-end")
def _(lab):
    SEEN["unknown"].ended()
    for reader in SEEN["health"].values():
        error = reader.ended()
        require(error is None or error.code() == grpc.StatusCode.UNAVAILABLE, error)


@rule("shutdown-watches-end")
def _(lab):
    retry(SEEN["watcher"].ended())


@rule("shutdown-waits-end")
def _(lab):
    retry(failed(lambda: SEEN["waiting"].result(timeout=1)))


@rule("shutdown-calls-in-flight")
def _(lab):
    equal({grpc.StatusCode.OK, grpc.StatusCode.UNAVAILABLE}, SEEN["codes"])


@rule("shutdown-nothing-listens")
def _(lab):
    with socket.socket() as asked:
        require(asked.connect_ex(("127.0.0.1", lab.port)) != 0, "something listens")


main(prepare)
