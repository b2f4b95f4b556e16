"""GetTopology: the nodes, and the links that are checked."""
from lab import HEALTHY, UNHEALTHY, TcpPeer, entry, equal, main, pb, require, rule
from lab import settled_view

A, B = TcpPeer(), TcpPeer(alive=False)
OWN = entry("self", 1, labels={"site": "own"})
ENTRIES = [
    entry("zeta", A.port),
    OWN,
    entry("alpha", B.port),
    {"id": "out", "address": "127.0.0.1:2", "maintenance": True},
]


def prepare(lab):
    lab.reload(ENTRIES)
    lab.settled(zeta=HEALTHY, alpha=UNHEALTHY)


def topology(lab):
    return lab.discovery.GetTopology(pb.GetTopologyRequest(), timeout=10)


def pairs(answer):
    return [(link.to, link.status) for link in answer.links]


@rule("topology-self-first")
def _(lab):
    answer = topology(lab)
    equal(["self", "alpha", "out", "zeta"], [node.peer.id for node in answer.nodes])
    equal([True, False, False, False], [node.self for node in answer.nodes])


@rule("topology-self-as-listed")
def _(lab):
    own = topology(lab).nodes[0].peer
    equal((OWN["address"], {"site": "own"}), (own.address, dict(own.labels)))


@rule("topology-peers-as-listed")
def _(lab):
    equal(
        [settled_view(peer) for peer in lab.list().peers],
        [settled_view(node.peer) for node in topology(lab).nodes[1:]],
    )


@rule("topology-links")
def _(lab):
    answer = topology(lab)
    equal({"self"}, {getattr(link, "from") for link in answer.links})
    equal([("alpha", UNHEALTHY), ("zeta", HEALTHY)], sorted(pairs(answer)))


@rule("topology-round-trip-time")
def _(lab):
    times = {link.to: link.HasField("round_trip_time") for link in topology(lab).links}
    require(times["zeta"] and not times["alpha"], times)


@rule("topology-revision-and-observer")
def _(lab):
    answer, listed = topology(lab), lab.list()
    equal(listed.revision, answer.revision)
    equal(listed.observer, answer.observer)


@rule("topology-links-of-the-roster")
def _(lab):
    lab.reload(ENTRIES, links=[["self", "zeta"], ["zeta", "alpha"]])
    lab.settled(zeta=HEALTHY)
    answer = topology(lab)
    equal("self", answer.nodes[0].peer.id)
    require("zeta" in [node.peer.id for node in answer.nodes])
    mine = [(getattr(link, "from"), link.to) for link in answer.links if getattr(link, "from") == "self"]
    equal([("self", "zeta")], mine)
    equal(["zeta"], [peer.id for peer in lab.list().peers])


main(prepare)
