"""ListPeers and GetPeer: pages, filters, one peer."""
import base64
import time

import grpc
from lab import HEALTHY, UNHEALTHY, TcpPeer, Watcher, details, details_pb, discovery_grpc, entry, equal, failed
from lab import fails_with, main, pb, refused, require, rule, settled_view

FILLERS = 10_005
UP, DOWN = TcpPeer(), TcpPeer(alive=False)


def filler(number, **more):
    host = "127.%d.%d.%d" % (1 + number // 62_500, number // 250 % 250, 1 + number % 250)
    return {"id": "fill-%05d" % number, "address": host + ":1", "maintenance": True, **more}


BIG = entry(
    "big",
    UP.port,
    capabilities={"memory_gb": 512, "gpu": True, "gpu_count": 8, "gpu_memory_gb": 640},
    labels={"site": "a", "rack": "7"},
)
SMALL = entry("small", DOWN.port, capabilities={"memory_gb": 8, "gpu": False}, labels={"site": "a"})
BARE = {"id": "bare", "address": "127.0.0.1:2", "maintenance": True}
# Order by id is order of text: B before a, and 10 before 9.
ODD = [{"id": i, "address": "127.0.0.%d:1" % (n + 2), "maintenance": True} for n, i in
       enumerate(["Big", "n10", "n9", "n-9", "N9"])]
FEW = [BIG, SMALL, BARE, *ODD]
IDS = sorted(e["id"] for e in FEW)


def prepare(lab):
    lab.reload(FEW)
    lab.settled(big=HEALTHY, small=UNHEALTHY)


def ids(answer):
    return [peer.id for peer in answer.peers]


def matching(lab, **parts):
    answer = lab.list(filter=pb.PeerFilter(**parts))
    equal(len(answer.peers), answer.total_size, "total_size")
    return ids(answer)


def walk(lab, sizes, **request):
    """The pages of one list, of these sizes in turn."""
    pages, token = [], ""
    while True:
        size = sizes[len(pages) % len(sizes)]
        pages.append(lab.list(page_size=size, page_token=token, **request))
        token = pages[-1].next_page_token
        if not token:
            return pages
        require(len(pages) < 1_000, "the pages do not end")


@rule("list-order")
def _(lab):
    equal(IDS, ids(lab.list()))


@rule("list-not-itself")
def _(lab):
    require("self" not in ids(lab.list()))
    equal("self", lab.list().observer.node_id)


@rule("list-all-of-a-peer")
def _(lab):
    peer = {p.id: p for p in lab.list().peers}["big"]
    equal("127.0.0.1:%d" % UP.port, peer.address)
    equal({"site": "a", "rack": "7"}, dict(peer.labels))
    known = peer.capabilities
    equal((512.0, True, 8, 640.0), (known.memory_gb, known.gpu, known.gpu_count, known.gpu_memory_gb))
    require(not known.HasField("model") and not known.HasField("flops"), "what is not known is absent")
    require(peer.health.HasField("checked_at") and peer.health.HasField("round_trip_time"))
    require(peer.health.HasField("status_since") and peer.health.reason == pb.REASON_UNSPECIFIED)


@rule("list-unchecked-fields-absent")
def _(lab):
    health = {p.id: p for p in lab.list().peers}["bare"].health
    equal(pb.STATUS_MAINTENANCE, health.status)
    require(not health.HasField("checked_at") and not health.HasField("round_trip_time"))


@rule("list-reason")
def _(lab):
    health = {p.id: p for p in lab.list().peers}["small"].health
    equal(pb.REASON_REFUSED, health.reason)
    require(health.detail and health.consecutive_failures > 0)


@rule("list-revision-and-observer")
def _(lab):
    answer = lab.list()
    require(answer.revision.epoch and answer.revision.number > 0, answer.revision)
    observer = answer.observer
    require(observer.version and observer.HasField("started_at") and not observer.isolated)
    require(observer.roster.source.startswith("file:") and observer.roster.digest)
    require(observer.roster.HasField("loaded_at") and not observer.roster.errors)


@rule("page-size-kept")
def _(lab):
    for size in (1, 2, len(IDS) - 1):
        equal(IDS[:size], ids(lab.list(page_size=size)))


@rule("page-walk")
def _(lab):
    pages = walk(lab, [2])
    equal(IDS, [i for page in pages for i in ids(page)])
    equal({len(IDS)}, {page.total_size for page in pages})


@rule("page-size-may-change")
def _(lab):
    equal(IDS, [i for page in walk(lab, [1, 3, 2]) for i in ids(page)])


@rule("page-last-has-no-token")
def _(lab):
    for size in (len(IDS), len(IDS) + 1, 0):
        equal("", lab.list(page_size=size).next_page_token)


@rule("page-negative-size")
def _(lab):
    for size in (-1, -(2**31)):
        refused("page_size", lambda: lab.list(page_size=size))


@rule("page-token-not-ours")
def _(lab):
    own = lab.list(page_size=1).next_page_token
    forged = base64.urlsafe_b64encode(b"\x01\x00\x00\x00\x00\x00\x00\x00\x00big").decode()
    for token in ("x", "big", "1", own[::-1], forged, "\u00e4", "A" * 50_000):
        refused("page_token", lambda: lab.list(page_token=token))


@rule("page-token-of-another-filter")
def _(lab):
    one = pb.PeerFilter(labels={"site": "a"})
    token = lab.list(page_size=1, filter=one).next_page_token
    require(token)
    for other in (None, pb.PeerFilter(labels={"site": "b"}), pb.PeerFilter(gpu=True)):
        refused("page_token", lambda: lab.list(page_token=token, filter=other))
    plain = lab.list(page_size=1).next_page_token
    refused("page_token", lambda: lab.list(page_token=plain, filter=one))


@rule("page-token-of-the-same-filter")
def _(lab):
    statuses = [HEALTHY, pb.STATUS_MAINTENANCE]
    token = lab.list(page_size=1, filter=pb.PeerFilter(statuses=statuses)).next_page_token
    again = pb.PeerFilter(statuses=statuses[::-1])
    equal(1, len(lab.list(page_size=1, page_token=token, filter=again).peers))


@rule("page-total-after-filter")
def _(lab):
    pages = walk(lab, [2], filter=pb.PeerFilter(statuses=[pb.STATUS_MAINTENANCE]))
    equal({len(IDS) - 2}, {page.total_size for page in pages})


@rule("page-nothing-matches")
def _(lab):
    answer = lab.list(filter=pb.PeerFilter(labels={"site": "nowhere"}))
    equal(([], 0, ""), (ids(answer), answer.total_size, answer.next_page_token))


@rule("page-stable-under-change")
def _(lab):
    first = lab.list(page_size=4)
    gone = first.peers[3].id
    changed = [e for e in FEW if e["id"] != gone]
    changed.append({"id": "AAA", "address": "127.0.0.99:1", "maintenance": True})
    lab.reload(changed)
    then = lab.list(page_token=first.next_page_token)
    prepare(lab)
    equal(IDS[4:], ids(then))


@rule("filter-status")
def _(lab):
    equal(["big"], matching(lab, statuses=[HEALTHY]))
    equal(["small"], matching(lab, statuses=[UNHEALTHY]))
    equal(["big", "small"], matching(lab, statuses=[UNHEALTHY, HEALTHY, HEALTHY]))
    equal([], matching(lab, statuses=[pb.STATUS_UNKNOWN, pb.STATUS_SUSPECT]))


@rule("filter-labels")
def _(lab):
    equal(["big", "small"], matching(lab, labels={"site": "a"}))
    equal(["big"], matching(lab, labels={"site": "a", "rack": "7"}))
    equal([], matching(lab, labels={"site": "a", "rack": "8"}))
    equal([], matching(lab, labels={"site": ""}))


@rule("filter-gpu")
def _(lab):
    equal(["big"], matching(lab, gpu=True))
    equal(["small"], matching(lab, gpu=False))


@rule("filter-amounts")
def _(lab):
    equal(["big", "small"], matching(lab, min_memory_gb=8))
    equal(["big"], matching(lab, min_memory_gb=8.5))
    equal(["big"], matching(lab, min_gpu_memory_gb=640))
    equal(["big"], matching(lab, min_gpu_count=8))
    equal([], matching(lab, min_gpu_count=2**32 - 1))
    equal([], matching(lab, min_memory_gb=float("inf")))


@rule("filter-zero-is-set-and-holds")
def _(lab):
    equal(IDS, matching(lab, min_memory_gb=0, min_gpu_memory_gb=0, min_gpu_count=0))


@rule("filter-every-part")
def _(lab):
    equal(["big"], matching(lab, statuses=[HEALTHY], labels={"site": "a"}, gpu=True, min_memory_gb=100))
    equal([], matching(lab, statuses=[UNHEALTHY], labels={"site": "a"}, gpu=True))


@rule("filter-unknown-status")
def _(lab):
    for number in (0, 6, 99, -1, 2**31 - 1):
        statuses = [HEALTHY, number]
        refused("filter.statuses[1]", lambda: matching(lab, statuses=statuses))


@rule("filter-bad-amounts")
def _(lab):
    for value in (-1.0, -0.001, float("nan"), float("-inf")):
        refused("filter.min_memory_gb", lambda: matching(lab, min_memory_gb=value))
        refused("filter.min_gpu_memory_gb", lambda: matching(lab, min_gpu_memory_gb=value))


@rule("get-the-peer")
def _(lab):
    listed = {p.id: p for p in lab.list().peers}["big"]
    equal(settled_view(listed), settled_view(lab.discovery.GetPeer(pb.GetPeerRequest(id="big"), timeout=10)))


def get(lab, name):
    return lambda: lab.discovery.GetPeer(pb.GetPeerRequest(id=name), timeout=10)


@rule("get-not-found")
def _(lab):
    for name in ("nobody", "BIG", "peer/big"):
        error = fails_with(grpc.StatusCode.NOT_FOUND, get(lab, name))
        equal(name, details(error, details_pb.ErrorInfo)[0].metadata["id"])


@rule("get-empty-id")
def _(lab):
    refused("id", get(lab, ""))


@rule("get-over-long-id")
def _(lab):
    refused("id", get(lab, "x" * 100_000))
    error = failed(get(lab, "x" * 100_000))
    require(len(error.details()) < 1_000, "the message repeats what was sent")


# Last, as they take another list.
@rule("page-default-size")
def _(lab):
    lab.reload(FEW + [filler(i) for i in range(FILLERS)])
    answer = lab.list()
    equal(1_000, len(answer.peers))
    require(answer.next_page_token)
    equal(len(IDS) + FILLERS, answer.total_size)


@rule("page-size-lowered")
def _(lab):
    for size in (10_001, 2**31 - 1):
        answer = lab.list(page_size=size)
        equal(10_000, len(answer.peers))
        require(answer.next_page_token)
    equal(10_000, len(lab.list(page_size=10_000).peers))


@rule("page-walk-of-many")
def _(lab):
    seen = [i for page in walk(lab, [777]) for i in ids(page)]
    equal(len(IDS) + FILLERS, len(seen))
    equal(sorted(set(seen)), seen)


@rule("list-cancel-leaves-the-connection")
def _(lab):
    with lab.connect() as channel:
        discovery = discovery_grpc.DiscoveryStub(channel)
        other = Watcher(lab, discovery)
        other.take()
        for i in range(190):
            call = discovery.ListPeers.future(pb.ListPeersRequest(page_size=10_000))
            # Not at once: grpcio may then reset a stream that it has not begun, which ends the connection by RFC 9113.
            time.sleep((1 + i % 10) / 1_000)
            call.cancel()
            equal(1, len(discovery.ListPeers(pb.ListPeersRequest(page_size=1), timeout=10).peers))
        # On a slow machine all this takes longer than the 30 s after which a keep-alive comes.
        other.no_news(0.5)


main(prepare)
