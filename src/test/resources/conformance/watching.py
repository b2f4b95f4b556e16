"""WatchPeers: the state at once, then what is news, and how to go on where one was."""
import time

import grpc
from lab import HEALTHY, UNHEALTHY, TcpPeer, Watcher, discovery_grpc, entry, equal, fails_with
from lab import is_keep_alive, main, pb, refused, require, rule, settled_view

PEERS = {name: TcpPeer() for name in ("a", "b", "c", "d")}
DOWN = TcpPeer(alive=False)
LATER = TcpPeer()


def entries(*without, **labels):
    """The usual list; of a peer that is named by keyword, with this site."""
    usual = [
        entry(name, peer.port, labels={"site": labels.get(name, "x")})
        for name, peer in PEERS.items()
        if name not in without
    ]
    return [*usual, entry("down", DOWN.port)]


EVERYONE = sorted([*PEERS, "down"])


def prepare(lab):
    lab.reload(entries())
    back(lab)


def back(lab):
    """Every rule begins with the same state."""
    for peer in PEERS.values():
        peer.rise()
    lab.settled(a=HEALTHY, b=HEALTHY, c=HEALTHY, d=HEALTHY, down=UNHEALTHY)


def watching(lab, **request):
    back(lab)
    watcher = Watcher(lab, **request)
    watcher.take()
    return watcher


def is_(name, status):
    return lambda peers: name in peers and peers[name].health.status == status


@rule("watch-reset-first")
def _(lab):
    first = watching(lab).first
    require(first.reset)
    equal(EVERYONE, sorted(p.id for p in first.changed))
    equal([], list(first.removed))


@rule("watch-as-listed")
def _(lab):
    watcher = watching(lab)
    listed = lab.list()
    equal(listed.revision, watcher.revision)
    equal(
        {p.id: settled_view(p) for p in listed.peers},
        {name: settled_view(p) for name, p in watcher.peers.items()},
    )


@rule("watch-observer")
def _(lab):
    equal(lab.list().observer, watching(lab).first.observer)


@rule("watch-nothing-that-is-no-news")
def _(lab):
    watcher = watching(lab)
    before = {p.id: p.health.checked_at.ToNanoseconds() for p in lab.list().peers}
    watcher.nothing(4)
    after = {p.id: p.health.checked_at.ToNanoseconds() for p in lab.list().peers}
    require(all(after[name] > before[name] for name in after), "they were checked meanwhile")


@rule("watch-nothing-of-a-reload-that-changes-nothing")
def _(lab):
    watcher = watching(lab)
    lab.write(reversed(entries()))
    lab.hang_up()
    watcher.nothing(2)


@rule("watch-status")
def _(lab):
    watcher = watching(lab)
    PEERS["a"].fall()
    for message in watcher.until("a is unhealthy", is_("a", UNHEALTHY)):
        require(not message.reset and not message.removed)
        equal(["a"], [p.id for p in message.changed], "none but what changed:")
    PEERS["a"].rise()
    watcher.until("a is healthy", is_("a", HEALTHY))


@rule("watch-entry")
def _(lab):
    watcher = watching(lab)
    lab.reload(entries(b="y"))
    message = watcher.take()
    lab.reload(entries())
    equal((False, ["b"], []), (message.reset, [p.id for p in message.changed], list(message.removed)))
    equal("y", message.changed[0].labels["site"])
    equal(HEALTHY, message.changed[0].health.status)


@rule("watch-new-peer")
def _(lab):
    watcher = watching(lab)
    lab.reload([*entries(), entry("later", LATER.port)])
    taken = watcher.until("the new one is healthy", is_("later", HEALTHY))
    require(all(p.id == "later" for m in taken for p in m.changed))
    require(not any(m.reset for m in taken))
    lab.reload(entries())


@rule("watch-left-the-roster")
def _(lab):
    watcher = watching(lab)
    lab.reload(entries("c"))
    message = watcher.take()
    lab.reload(entries())
    equal((False, [], ["c"]), (message.reset, list(message.changed), list(message.removed)))


@rule("watch-filter")
def _(lab):
    watcher = watching(lab, filter=pb.PeerFilter(labels={"site": "x"}))
    require(watcher.first.reset)
    equal(sorted(PEERS), sorted(watcher.peers))
    watcher.cancel()
    none = watching(lab, filter=pb.PeerFilter(labels={"site": "nowhere"}))
    require(none.first.reset and not none.first.changed, none.first)


@rule("watch-filter-nothing-of-others")
def _(lab):
    lab.reload(entries(a="y"))
    watcher = watching(lab, filter=pb.PeerFilter(labels={"site": "x"}))
    PEERS["a"].fall()
    lab.settled(a=UNHEALTHY)
    watcher.nothing(1)
    lab.reload(entries())


@rule("watch-no-longer-matches")
def _(lab):
    watcher = watching(lab, filter=pb.PeerFilter(statuses=[HEALTHY]))
    equal(sorted(PEERS), sorted(watcher.peers))
    PEERS["d"].fall()
    message = watcher.take()
    equal((False, [], ["d"]), (message.reset, list(message.changed), list(message.removed)))
    lab.settled(d=UNHEALTHY)
    PEERS["d"].rise()
    message = watcher.take()
    equal((["d"], []), ([p.id for p in message.changed], list(message.removed)))


@rule("watch-matches-by-its-entry")
def _(lab):
    watcher = watching(lab, filter=pb.PeerFilter(labels={"site": "x"}))
    lab.reload(entries(b="y"))
    equal(["b"], list(watcher.take().removed))
    lab.reload(entries())
    equal(["b"], [p.id for p in watcher.take().changed])


@rule("watch-removed-only-what-was-held")
def _(lab):
    watcher = watching(lab, filter=pb.PeerFilter(labels={"site": "x"}))
    lab.reload([*entries(), entry("later", LATER.port)])
    lab.settled(later=HEALTHY)
    lab.reload(entries())
    for message in soon(watcher):
        require(is_keep_alive(message), message)


@rule("watch-bad-filter")
def _(lab):
    bad = pb.WatchPeersRequest(filter=pb.PeerFilter(statuses=[99]))
    refused("filter.statuses[0]", lambda: next(lab.discovery.WatchPeers(bad, timeout=10)))


def left(lab, **request):
    """The revision of a watcher that has gone."""
    watcher = watching(lab, **request)
    watcher.cancel()
    return watcher.revision


@rule("resume-what-changed")
def _(lab):
    after = left(lab)
    PEERS["a"].fall()
    lab.settled(a=UNHEALTHY)
    first = Watcher(lab, after=after).take()
    equal((False, ["a"], []), (first.reset, [p.id for p in first.changed], list(first.removed)))
    equal(UNHEALTHY, first.changed[0].health.status)


@rule("resume-nothing-changed")
def _(lab):
    watcher = Watcher(lab, after=left(lab))
    for message in soon(watcher):
        require(is_keep_alive(message), message)
    PEERS["b"].fall()
    watcher.until("b is unhealthy", is_("b", UNHEALTHY))
    equal(["b"], sorted(watcher.peers), "what came")


def soon(watcher):
    time.sleep(1.5)
    return watcher.rest()


@rule("resume-removed")
def _(lab):
    after = left(lab)
    lab.reload(entries("c"))
    first = Watcher(lab, after=after).take()
    lab.reload(entries())
    equal((False, [], ["c"]), (first.reset, list(first.changed), list(first.removed)))


@rule("resume-removed-and-back")
def _(lab):
    after = left(lab)
    lab.reload(entries("c"))
    lab.reload(entries())
    lab.settled(c=HEALTHY)
    first = Watcher(lab, after=after).take()
    equal((False, ["c"], []), (first.reset, [p.id for p in first.changed], list(first.removed)))


@rule("resume-with-a-filter")
def _(lab):
    healthy = pb.PeerFilter(statuses=[HEALTHY])
    after = left(lab, filter=healthy)
    PEERS["a"].fall()
    lab.settled(a=UNHEALTHY)
    first = Watcher(lab, after=after, filter=healthy).take()
    equal((False, [], ["a"]), (first.reset, list(first.changed), list(first.removed)))


def resets(lab, after):
    first = Watcher(lab, after=after).take()
    require(first.reset)
    equal(EVERYONE, sorted(p.id for p in first.changed))


@rule("resume-another-epoch")
def _(lab):
    number = left(lab).number
    resets(lab, pb.Revision(epoch="another", number=number))
    resets(lab, pb.Revision(number=number))
    resets(lab, pb.Revision())


@rule("resume-from-the-future")
def _(lab):
    after = left(lab)
    for number in (after.number + 1_000, 2**63, 2**64 - 1):
        resets(lab, pb.Revision(epoch=after.epoch, number=number))


@rule("resume-from-the-beginning")
def _(lab):
    # Whatever is remembered of it: what comes leads to the state as it is.
    after = left(lab)
    watcher = Watcher(lab, after=pb.Revision(epoch=after.epoch, number=0))
    watcher.take()
    equal(EVERYONE, sorted(watcher.peers))


@rule("watch-revision")
def _(lab):
    watcher = watching(lab)
    before = watcher.revision
    PEERS["a"].fall()
    watcher.until("a is unhealthy", is_("a", UNHEALTHY))
    equal(before.epoch, watcher.revision.epoch)
    require(watcher.revision.number > before.number)
    equal(lab.list().revision, watcher.revision)


@rule("watch-each-for-itself")
def _(lab):
    one, other = watching(lab), watching(lab)
    one.cancel()
    equal(grpc.StatusCode.CANCELLED, one.ended().code())
    PEERS["a"].fall()
    other.until("a is unhealthy", is_("a", UNHEALTHY))


@rule("watch-cancel-leaves-the-connection")
def _(lab):
    back(lab)
    with lab.connect() as channel:
        discovery = discovery_grpc.DiscoveryStub(channel)
        other = Watcher(lab, discovery)
        other.take()
        for _ in range(100):
            call = discovery.WatchPeers(pb.WatchPeersRequest())
            next(call)
            call.cancel()
            discovery.ListPeers(pb.ListPeersRequest(), timeout=10)
        other.no_news(0.5)


@rule("watch-many-on-one-connection")
def _(lab):
    back(lab)
    watchers = [Watcher(lab) for _ in range(50)]
    for watcher in watchers:
        watcher.take()
    PEERS["a"].fall()
    for watcher in watchers:
        watcher.until("a is unhealthy", is_("a", UNHEALTHY))
        watcher.cancel()


@rule("watch-deadline")
def _(lab):
    back(lab)
    call = lab.discovery.WatchPeers(pb.WatchPeersRequest(), timeout=1)
    require(next(call).reset)
    fails_with(grpc.StatusCode.DEADLINE_EXCEEDED, lambda: next(call))


main(prepare)
