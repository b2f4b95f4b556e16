"""WaitForPeers: answers as soon as enough peers match, or says at the deadline which do not."""
import threading
import time

import grpc
from lab import HEALTHY, UNHEALTHY, TcpPeer, details, details_pb, entry, equal, fails_with, main, pb
from lab import refused, require, rule

UP = {name: TcpPeer() for name in ("a", "b")}
DOWN = {name: TcpPeer(alive=False) for name in ("down-1", "down-2")}
SOON = 3


def entries():
    listed = [entry(name, peer.port, labels={"kind": "up"}) for name, peer in UP.items()]
    return listed + [entry(name, peer.port, labels={"kind": "down"}) for name, peer in DOWN.items()]


def prepare(lab):
    lab.reload(entries())
    back(lab)


def back(lab):
    for peer in DOWN.values():
        peer.fall()
    lab.settled(**{"a": HEALTHY, "b": HEALTHY, "down-1": UNHEALTHY, "down-2": UNHEALTHY})


def ids(answer):
    return [peer.id for peer in answer.peers]


def later(function):
    timer = threading.Timer(0.5, function)
    timer.daemon = True
    timer.start()


def at_once(call):
    began = time.monotonic()
    answer = call()
    require(time.monotonic() - began < 1, "it took", time.monotonic() - began, "s")
    return answer


@rule("wait-already-met")
def _(lab):
    for count in (1, 2):
        equal(["a", "b"], ids(at_once(lambda: lab.wait(count=count))), "all that match:")


@rule("wait-for-none")
def _(lab):
    equal(["a", "b"], ids(at_once(lambda: lab.wait())))
    nowhere = pb.PeerFilter(labels={"site": "nowhere"})
    equal([], ids(at_once(lambda: lab.wait(count=0, filter=nowhere))))


@rule("wait-negative-count")
def _(lab):
    for count in (-1, -(2**31)):
        refused("count", lambda: lab.wait(count=count))


@rule("wait-bad-filter")
def _(lab):
    refused("filter.statuses[0]", lambda: lab.wait(count=1, filter=pb.PeerFilter(statuses=[99])))


@rule("wait-revision-and-observer")
def _(lab):
    listed, answer = lab.list(), lab.wait(count=1)
    equal(listed.revision, answer.revision)
    equal(listed.observer, answer.observer)


@rule("wait-met-later")
def _(lab):
    back(lab)
    later(DOWN["down-1"].rise)
    began = time.monotonic()
    answer = lab.wait(count=3)
    require(0.4 < time.monotonic() - began < SOON, "it took", time.monotonic() - began, "s")
    equal(["a", "b", "down-1"], ids(answer))


@rule("wait-met-by-a-reload")
def _(lab):
    back(lab)
    lab.reload(entries()[1:])
    later(lambda: lab.reload(entries()))
    equal(["a", "b"], ids(lab.wait(count=2)))


@rule("wait-other-statuses")
def _(lab):
    back(lab)
    down = pb.PeerFilter(statuses=[UNHEALTHY])
    equal(["down-1", "down-2"], ids(lab.wait(count=2, filter=down)))
    UP["b"].fall()
    equal(["b", "down-1", "down-2"], ids(lab.wait(count=3, filter=down)))
    UP["b"].rise()
    back(lab)


@rule("wait-filter")
def _(lab):
    back(lab)
    kind = pb.PeerFilter(labels={"kind": "down"})
    later(DOWN["down-2"].rise)
    equal(["down-2"], ids(lab.wait(count=1, filter=kind)))


@rule("wait-deadline")
def _(lab):
    back(lab)
    began = time.monotonic()
    fails_with(grpc.StatusCode.DEADLINE_EXCEEDED, lambda: lab.wait(timeout=1, count=3))
    require(0.8 < time.monotonic() - began < 2, "it took", time.monotonic() - began, "s")


@rule("wait-deadline-names-who-did-not-match")
def _(lab):
    back(lab)
    error = fails_with(grpc.StatusCode.DEADLINE_EXCEEDED, lambda: lab.wait(timeout=2, count=4))
    infos = details(error, details_pb.ErrorInfo)
    equal(1, len(infos), "ErrorInfo:")
    equal("rollcall.dev", infos[0].domain)
    told = b"".join(detail.value for detail in details(error))
    for name in DOWN:
        require(name.encode() in told, name, "is not in", details(error))


@rule("wait-deadline-does-not-name-others")
def _(lab):
    back(lab)
    error = fails_with(grpc.StatusCode.DEADLINE_EXCEEDED, lambda: lab.wait(timeout=2, count=3))
    named = [v.subject for p in details(error, details_pb.PreconditionFailure) for v in p.violations]
    equal(sorted(DOWN), sorted(named))


@rule("wait-more-than-there-are")
def _(lab):
    fails_with(grpc.StatusCode.DEADLINE_EXCEEDED, lambda: lab.wait(timeout=1, count=2**31 - 1))


@rule("wait-cancel")
def _(lab):
    back(lab)
    call = lab.discovery.WaitForPeers.future(pb.WaitForPeersRequest(count=4))
    later(call.cancel)
    try:
        call.result(timeout=5)
        raise AssertionError("it was answered")
    except grpc.FutureCancelledError:
        equal(["a", "b"], ids(lab.wait(count=1)))


main(prepare)
