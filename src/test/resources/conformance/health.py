"""grpc.health.v1 to the letter, and a channel with client-side health checking."""
import json

import grpc
from lab import DEADLINE, HEALTHY, UNHEALTHY, Reader, TcpPeer, discovery_grpc, entry, equal, fails_with
from lab import health_pb, main, pb, require, rule, until

SERVING, NOT_SERVING = health_pb.HealthCheckResponse.SERVING, health_pb.HealthCheckResponse.NOT_SERVING
SERVICE_UNKNOWN = health_pb.HealthCheckResponse.SERVICE_UNKNOWN
OURS = ("", "rollcall.v1.Discovery")
UP, DOWN, LATER = TcpPeer(), TcpPeer(alive=False), TcpPeer()
USUAL = [entry("up", UP.port), entry("down", DOWN.port)]


def prepare(lab):
    lab.reload(USUAL)
    back(lab)


def back(lab):
    UP.rise()
    lab.settled(up=HEALTHY, down=UNHEALTHY)


def check(lab, name):
    return lab.health.Check(health_pb.HealthCheckRequest(service=name), timeout=DEADLINE).status


def watch(lab, name):
    return Reader(lab.health.Watch(health_pb.HealthCheckRequest(service=name)))


def until_status(reader, status):
    until("status %s" % status, lambda: reader.next().status == status)


@rule("health-check-server")
def _(lab):
    equal(SERVING, check(lab, ""))


@rule("health-check-service")
def _(lab):
    equal(SERVING, check(lab, "rollcall.v1.Discovery"))


@rule("health-check-peer")
def _(lab):
    back(lab)
    equal((SERVING, NOT_SERVING), (check(lab, "peer/up"), check(lab, "peer/down")))


@rule("health-check-unknown")
def _(lab):
    unknown = ("nothing", "peer/", "peer/nobody", "up", "peer/UP", "rollcall.v1", "grpc.health", "x" * 50_000)
    for name in unknown:
        fails_with(grpc.StatusCode.NOT_FOUND, lambda: check(lab, name))


@rule("health-check-follows")
def _(lab):
    back(lab)
    UP.fall()
    until("not serving", lambda: check(lab, "peer/up") == NOT_SERVING)
    for name in OURS:
        equal(SERVING, check(lab, name), "a dead peer never makes this process unhealthy:")
    UP.rise()
    until("serving", lambda: check(lab, "peer/up") == SERVING)


@rule("health-watch-at-once")
def _(lab):
    back(lab)
    for name, status in (("", SERVING), (OURS[1], SERVING), ("peer/up", SERVING), ("peer/down", NOT_SERVING)):
        reader = watch(lab, name)
        equal(status, reader.next(2).status, name)
        reader.cancel()


@rule("health-watch-changes")
def _(lab):
    back(lab)
    reader = watch(lab, "peer/up")
    equal(SERVING, reader.next().status)
    UP.fall()
    equal(NOT_SERVING, reader.next().status)
    UP.rise()
    equal(SERVING, reader.next().status)
    reader.cancel()


@rule("health-watch-no-repetition")
def _(lab):
    back(lab)
    readers = [watch(lab, name) for name in (*OURS, "peer/up", "peer/down", "nothing")]
    for reader in readers:
        reader.next()
    DOWN.rise()
    until("the other is there", lambda: check(lab, "peer/down") == SERVING)
    equal(SERVING, readers[3].next().status)
    DOWN.fall()
    until("the other is gone", lambda: check(lab, "peer/down") == NOT_SERVING)
    equal(NOT_SERVING, readers[3].next().status)
    for reader in readers:
        reader.nothing(0.5)
        reader.cancel()


@rule("health-watch-unknown-stays")
def _(lab):
    for name in ("nothing", "peer/", "peer/nobody", "x" * 50_000):
        reader = watch(lab, name)
        equal(SERVICE_UNKNOWN, reader.next().status)
        reader.nothing(1)
        reader.cancel()


@rule("health-watch-appears")
def _(lab):
    reader = watch(lab, "peer/later")
    equal(SERVICE_UNKNOWN, reader.next().status)
    lab.reload([*USUAL, entry("later", LATER.port)])
    until_status(reader, SERVING)
    lab.reload(USUAL)
    until_status(reader, SERVICE_UNKNOWN)
    fails_with(grpc.StatusCode.NOT_FOUND, lambda: check(lab, "peer/later"))
    lab.reload([*USUAL, entry("later", LATER.port)])
    until_status(reader, SERVING)
    lab.reload(USUAL)


@rule("health-list")
def _(lab):
    back(lab)
    answer = lab.health.List(health_pb.HealthListRequest(), timeout=DEADLINE)
    statuses = {name: response.status for name, response in answer.statuses.items()}
    ours = {name: SERVING for name in OURS}
    peers = {"peer/up": SERVING, "peer/down": NOT_SERVING}
    for name, status in {**ours, **peers}.items():
        equal(status, statuses.get(name), name or "the empty name")
    equal({"peer/up", "peer/down"}, {name for name in statuses if name.startswith("peer/")})


@rule("health-list-as-checked")
def _(lab):
    back(lab)
    answer = lab.health.List(health_pb.HealthListRequest(), timeout=DEADLINE)
    for name, response in answer.statuses.items():
        equal(check(lab, name), response.status, name)


def checking(lab, service):
    """A connection that is used only while this service is healthy."""
    config = {
        "loadBalancingConfig": [{"round_robin": {}}],
        "healthCheckConfig": {"serviceName": service},
    }
    return lab.connect(("grpc.service_config", json.dumps(config)))


def answers(channel):
    def ask():
        try:
            discovery_grpc.DiscoveryStub(channel).ListPeers(pb.ListPeersRequest(), timeout=2)
            return True
        except grpc.RpcError:
            return False

    return ask


@rule("health-client-side-checking")
def _(lab):
    for name in OURS:
        with checking(lab, name) as channel:
            require(answers(channel)(), "a channel that checks the health of", repr(name))


@rule("health-client-side-checking-of-a-peer")
def _(lab):
    back(lab)
    with checking(lab, "peer/up") as channel:
        require(answers(channel)(), "it is healthy")
        UP.fall()
        until("the channel is not used", lambda: not answers(channel)())
        UP.rise()
        until("the channel is used again", answers(channel))


@rule("health-client-side-checking-of-nothing")
def _(lab):
    with checking(lab, "nothing") as channel:
        require(not answers(channel)(), "there is no such service")


main(prepare)
