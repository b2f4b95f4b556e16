"""What every error has, whatever its cause; what is asked for that is not there."""
import re

import grpc
from lab import TcpPeer, details, details_pb, entry, equal, failed, main, pb, require, rule

UP = TcpPeer()
REASON = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
INTERNALS = re.compile(r"Exception|dev\.rollcall|java\.|\bat [a-z]+\.|\.java:")
GARBAGE = b"\x0a\xff\xff\xff\xff\x0f"


def prepare(lab):
    lab.reload([entry("up", UP.port)])


def causes(lab):
    """By name: calls that a client must not make."""
    bad = pb.PeerFilter(statuses=[99])
    discovery = lab.discovery
    return {
        "negative page_size": lambda: lab.list(page_size=-1),
        "foreign page_token": lambda: lab.list(page_token="x"),
        "unknown status": lambda: lab.list(filter=bad),
        "NaN": lambda: lab.list(filter=pb.PeerFilter(min_memory_gb=float("nan"))),
        "empty id": lambda: discovery.GetPeer(pb.GetPeerRequest(), timeout=10),
        "over-long id": lambda: discovery.GetPeer(pb.GetPeerRequest(id="x" * 9_999), timeout=10),
        "unknown id": lambda: discovery.GetPeer(pb.GetPeerRequest(id="nobody"), timeout=10),
        "watch of an unknown status": lambda: next(
            discovery.WatchPeers(pb.WatchPeersRequest(filter=bad), timeout=10)
        ),
        "negative count": lambda: lab.wait(count=-1),
        "wait for an unknown status": lambda: lab.wait(count=1, filter=bad),
    }


def each(lab, check):
    for name, call in causes(lab).items():
        error = failed(call)
        require(check(error), name + ":", error.code(), error.details(), details(error))


def one_info(error):
    infos = details(error, details_pb.ErrorInfo)
    require(len(infos) == 1, len(infos), "ErrorInfo in", error.details())
    return infos[0]


@rule("error-code")
def _(lab):
    expected = (grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.NOT_FOUND)
    each(lab, lambda error: error.code() in expected)


@rule("error-info")
def _(lab):
    each(lab, lambda error: one_info(error).domain == "rollcall.dev")


@rule("error-reason")
def _(lab):
    each(lab, lambda error: REASON.fullmatch(one_info(error).reason) and len(one_info(error).reason) <= 63)


@rule("error-reasons-differ")
def _(lab):
    reasons = {name: one_info(failed(call)).reason for name, call in causes(lab).items()}
    require(len(set(reasons.values())) >= 6, reasons)
    equal(reasons["unknown status"], reasons["watch of an unknown status"])


@rule("error-bad-request")
def _(lab):
    def holds(error):
        bad = details(error, details_pb.BadRequest)
        if error.code() != grpc.StatusCode.INVALID_ARGUMENT:
            return not bad
        return len(bad) == 1 and all(v.field and v.description for v in bad[0].field_violations)

    each(lab, holds)


@rule("error-each-kind-of-detail-once")
def _(lab):
    each(lab, lambda error: len({d.type_url for d in details(error)}) == len(details(error)))


@rule("error-message-for-people")
def _(lab):
    each(lab, lambda error: error.details() and not INTERNALS.search(error.details()))


def raw(lab, method, request):
    call = lab.channel.unary_unary(method)
    return lambda: call(request, timeout=10)


@rule("error-unknown-method")
def _(lab):
    for method in ("/rollcall.v1.Discovery/Nothing", "/rollcall.v2.Discovery/ListPeers", "/x/y"):
        equal(grpc.StatusCode.UNIMPLEMENTED, failed(raw(lab, method, b"")).code(), method)


@rule("error-garbage-request")
def _(lab):
    error = failed(raw(lab, "/rollcall.v1.Discovery/ListPeers", GARBAGE))
    require(error.code() != grpc.StatusCode.INTERNAL and error.code() != grpc.StatusCode.UNKNOWN, error.code())
    require(not INTERNALS.search(error.details()), error.details())


@rule("error-unknown-fields-are-ignored")
def _(lab):
    # Field 999 of a client that is newer than the server.
    answer = pb.ListPeersResponse.FromString(
        raw(lab, "/rollcall.v1.Discovery/ListPeers", b"\xba\x3e\x03abc")()
    )
    equal(1, answer.total_size)


@rule("error-leaves-the-connection")
def _(lab):
    for call in causes(lab).values():
        failed(call)
        equal(1, lab.list().total_size)


main(prepare)
