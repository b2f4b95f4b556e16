"""A watcher that is killed and resumes 1,000 times, and one that reads once a second."""
import random
import threading
import time

import grpc
from lab import TcpPeer, discovery_grpc, entry, equal, main, pb, put, require, rule, settled_view, until

RANDOM = random.Random(20261122)
PEERS = {"p%02d" % i: TcpPeer() for i in range(16)}
STILL = ["s%02d" % i for i in range(40)]
RESUMES = 1_000
SECONDS = 20
CHANGES_A_SECOND = 100


class Changes(threading.Thread):
    """Peers that come and go, and a list that is rewritten."""

    def __init__(self, lab):
        super().__init__(daemon=True)
        self._lab = lab
        self._over = threading.Event()
        self._random = random.Random(7)
        self.relabelled = 0

    def run(self):
        turn = 0
        while not self._over.wait(0.1):
            for name in self._random.sample(sorted(PEERS), 3):
                peer = PEERS[name]
                peer.fall() if peer.alive else peer.rise()
            turn += 1
            if turn % 2 == 0:
                self._rewrite(turn)

    def _rewrite(self, turn):
        listed = [entry(name, peer.port) for name, peer in PEERS.items() if self._random.random() < 0.9]
        still = self._random.sample(STILL, 36)
        self._lab.write(listed + [resting(name, turn) for name in still])
        self._lab.hang_up()
        self.relabelled += len(still)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self.join()


def resting(name, turn):
    number = STILL.index(name)
    return {
        "id": name,
        "address": "127.0.1.%d:1" % (number + 1),
        "maintenance": True,
        "labels": {"turn": str(turn)},
    }


def prepare(lab):
    lab.reload([entry(name, peer.port) for name, peer in PEERS.items()])


def as_listed(lab, held, take):
    """Holds if what comes leads to what is listed, once nothing changes any more."""
    for peer in PEERS.values():
        peer.rise()

    def same():
        take()
        listed = {p.id: settled_view(p) for p in lab.list().peers}
        return listed == {name: settled_view(p) for name, p in dict(held).items()}

    until("the state is the list", same)


class Resuming:
    """Keeps its state from one watch to the next."""

    def __init__(self, lab):
        self._lab = lab
        self._channel = lab.connect()
        self.peers = {}
        self.after = None
        self.resets = 0
        self.messages = 0

    def watch(self, messages, timeout, with_its_connection=False):
        """Takes at most so many messages, for at most so long, and is killed."""
        channel = self._channel
        discovery = discovery_grpc.DiscoveryStub(channel)
        call = discovery.WatchPeers(pb.WatchPeersRequest(after=self.after))
        timer = threading.Timer(timeout, channel.close if with_its_connection else call.cancel)
        timer.start()
        try:
            for _ in range(messages):
                self._take(next(call))
        except grpc.RpcError as e:
            require(e.code() == grpc.StatusCode.CANCELLED, e)
        finally:
            timer.cancel()
            call.cancel()
        if with_its_connection:
            channel.close()
            self._channel = self._lab.connect()

    def _take(self, message):
        if self.after is not None:
            equal(self.after.epoch, message.revision.epoch)
            require(message.revision.number >= self.after.number, "a revision went backwards")
        self.messages += 1
        self.resets += message.reset
        self.after = message.revision
        put(self.peers, message)


@rule("resume-a-thousand-times")
def _(lab):
    client = Resuming(lab)
    client.watch(1, 10)
    began = client.after.number
    with Changes(lab):
        for _ in range(RESUMES):
            client.watch(RANDOM.randint(0, 4), RANDOM.random() * 0.06, RANDOM.random() < 0.2)
    as_listed(lab, client.peers, lambda: client.watch(9, 0.2))
    require(client.after.number - began > 100, "too little changed:", client.after.number - began)
    require(client.messages > RESUMES / 4, "too little was seen:", client.messages)
    require(client.resets < RESUMES / 10, "it was reset", client.resets, "times")


@rule("read-once-a-second")
def _(lab):
    watcher = lab.discovery.WatchPeers(pb.WatchPeersRequest())
    held, numbers = {}, []

    def take():
        message = next(watcher)
        numbers.append(message.revision.number)
        put(held, message)

    with Changes(lab) as changes:
        for _ in range(SECONDS):
            take()
            time.sleep(1)
    require(changes.relabelled >= SECONDS * CHANGES_A_SECOND, "only", changes.relabelled, "changes")
    reader = threading.Thread(target=lambda: [take() for _ in iter(int, 1)], daemon=True)
    reader.start()
    as_listed(lab, held, lambda: None)
    equal(sorted(numbers), numbers, "revisions in order:")


main(prepare)
