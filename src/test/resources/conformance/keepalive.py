"""WatchPeers without news: the empty response that shows that the stream is alive. It only waits."""
import time

from lab import HEALTHY, TcpPeer, Watcher, entry, equal, is_keep_alive, main, pb, require, rule

KEEP_ALIVE = 30
PEER = TcpPeer()


def prepare(lab):
    # It is checked ten times a second, which is no news.
    lab.reload([entry("peer", PEER.port)])
    lab.settled(peer=HEALTHY)


def watching(lab, **request):
    watcher = Watcher(lab, **request)
    watcher.take()
    return watcher


@rule("watch-keep-alive")
def _(lab):
    watchers = [watching(lab), watching(lab, filter=pb.PeerFilter(labels={"site": "nowhere"}))]
    began = time.monotonic()
    for watcher in watchers:
        message = watcher.take(KEEP_ALIVE + 5)
        waited = time.monotonic() - began
        require(is_keep_alive(message), message)
        require(waited > KEEP_ALIVE - 5, "it came after", waited)
        equal(watcher.first.revision, message.revision)


main(prepare)
