"""What the conformance scripts share: a running Rollcall, its list, peers that come and go, rules.

A script is run as: SCRIPT DIRECTORY PORT PID, with the working directory of the running Rollcall,
its port and its process id; the generated stubs are on Python's path. It prints a line for each rule
that it tried: 'OK id' or 'FAIL id reason'.
"""
import json
import os
import pathlib
import queue
import signal
import socket
import sys
import threading
import time
import traceback

import grpc
from rollcall.v1 import discovery_pb2 as pb
from rollcall.v1 import discovery_pb2_grpc as discovery_grpc
from standard import error_details_pb2 as details_pb
from standard import health_pb2 as health_pb
from standard import health_pb2_grpc as health_grpc
from standard import status_pb2 as status_pb

DEADLINE = 10
PATIENCE = 15
RULES = []

HEALTHY, UNHEALTHY = pb.STATUS_HEALTHY, pb.STATUS_UNHEALTHY


class Wrong(Exception):
    """A rule does not hold."""


def rule(name):
    """Marks a function as the trial of the rule of this name; it is given the lab."""

    def mark(function):
        RULES.append((name, function))
        return function

    return mark


def require(holds, *why):
    if not holds:
        raise Wrong(" ".join(str(word) for word in why) or "it does not hold")


def equal(expected, actual, *what):
    require(expected == actual, *what, "expected", repr(expected), "but was", repr(actual))


def until(what, condition, patience=PATIENCE):
    """Returns what the condition gives as soon as it is true."""
    end = time.monotonic() + patience
    while True:
        found = condition()
        if found:
            return found
        require(time.monotonic() < end, "never came about:", what)
        time.sleep(0.01)


class TcpPeer:
    """Something that accepts connections, or refuses them. The port stays its own."""

    def __init__(self, alive=True):
        self._lock = threading.Lock()
        self._keeper = self._bound(0)
        self.port = self._keeper.getsockname()[1]
        self._listening = None
        if alive:
            self.rise()

    @staticmethod
    def _bound(port):
        bound = socket.socket()
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        bound.bind(("127.0.0.1", port))
        return bound

    @property
    def alive(self):
        return self._listening is not None

    def rise(self):
        with self._lock:
            if self._listening is None:
                self._listening = self._bound(self.port)
                self._listening.listen(64)
                threading.Thread(
                    target=self._accept, args=(self._listening,), daemon=True
                ).start()

    def fall(self):
        with self._lock:
            if self._listening is not None:
                # Wakes the thread that accepts, too.
                self._listening.shutdown(socket.SHUT_RDWR)
                self._listening.close()
                self._listening = None

    @staticmethod
    def _accept(listening):
        try:
            while True:
                listening.accept()[0].close()
        except OSError:
            pass


def entry(peer_id, port, **more):
    """A peer of the list at this port of this machine."""
    return {"id": peer_id, "address": "127.0.0.1:%d" % port, **more}


class Lab:
    """The running program, as its clients and its operator see it."""

    def __init__(self, directory, port, pid):
        self._file = pathlib.Path(directory, "peers.json")
        self.port = port
        self.target = "127.0.0.1:%d" % port
        self.pid = pid
        self.channel = self.connect()
        self.discovery = discovery_grpc.DiscoveryStub(self.channel)
        self.health = health_grpc.HealthStub(self.channel)

    def connect(self, *options):
        """A connection of its own."""
        return grpc.insecure_channel(
            self.target,
            options=(
                ("grpc.use_local_subchannel_pool", 1),
                ("grpc.max_receive_message_length", -1),
                *options,
            ),
        )

    def write(self, entries, links=None):
        """Puts this list in the place of the one before, without a word to the program."""
        listed = list(entries)
        if not any(one["id"] == "self" for one in listed):
            listed.append(entry("self", 1))
        text = {"peers": listed}
        if links is not None:
            text["links"] = links
        beside = self._file.with_suffix(".new")
        beside.write_text(json.dumps(text))
        os.replace(beside, self._file)

    def hang_up(self):
        os.kill(self.pid, signal.SIGHUP)

    def reload(self, entries, links=None):
        """Takes a list into force that differs from the one before."""
        before = self.list().observer.roster
        self.write(entries, links)
        self.hang_up()

        def taken():
            roster = self.list().observer.roster
            require(not roster.errors, "the list was refused:", list(roster.errors))
            return roster.digest != before.digest

        until("the list is in force", taken)

    def list(self, timeout=DEADLINE, **request):
        return self.discovery.ListPeers(pb.ListPeersRequest(**request), timeout=timeout)

    def statuses(self):
        """The status of each peer by its id."""
        return {peer.id: peer.health.status for peer in self.list(page_size=10000).peers}

    def settled(self, **expected):
        """Waits until these peers have these statuses."""

        def holds():
            statuses = self.statuses()
            return all(statuses.get(name) == status for name, status in expected.items())

        until("statuses %s" % expected, holds)

    def wait(self, timeout=DEADLINE, **request):
        return self.discovery.WaitForPeers(pb.WaitForPeersRequest(**request), timeout=timeout)


class Reader:
    """Reads a stream on a thread of its own; what came is taken from here."""

    def __init__(self, call):
        self.call = call
        self._came = queue.Queue()
        self.error = None
        self._ended = threading.Event()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        try:
            for message in self.call:
                self._came.put(message)
        except grpc.RpcError as e:
            self.error = e
        self._ended.set()

    def next(self, timeout=PATIENCE):
        try:
            return self._came.get(timeout=timeout)
        except queue.Empty:
            raise Wrong("nothing came within %s s; error: %s" % (timeout, self.error)) from None

    def nothing(self, seconds):
        """Holds if nothing comes for so long, and the stream stays open."""
        try:
            raise Wrong("there came", self._came.get(timeout=seconds))
        except queue.Empty:
            require(not self._ended.is_set(), "the stream ended:", self.error)

    def rest(self):
        """What came and was not yet taken."""
        messages = []
        while not self._came.empty():
            messages.append(self._came.get())
        return messages

    def ended(self, timeout=PATIENCE):
        """Waits for the end; gives its error, if it is one."""
        require(self._ended.wait(timeout), "it goes on")
        return self.error

    def cancel(self):
        self.call.cancel()


class Watcher(Reader):
    """A WatchPeers with the state that it has built up."""

    def __init__(self, lab, discovery=None, **request):
        super().__init__((discovery or lab.discovery).WatchPeers(pb.WatchPeersRequest(**request)))
        self.peers = {}
        self.revision = None
        self.first = None

    def take(self, timeout=PATIENCE):
        """The next message, put into the state."""
        message = self.next(timeout)
        self.first = self.first or message
        if self.revision is not None and self.revision.epoch == message.revision.epoch:
            require(message.revision.number >= self.revision.number, "a revision went backwards")
        self.revision = message.revision
        put(self.peers, message)
        return message

    def no_news(self, seconds):
        """Holds if nothing but keep-alives has come, nor comes for so long, and the stream stays open."""
        end = time.monotonic() + seconds
        while True:
            for message in self.rest():
                require(is_keep_alive(message), "there came", message)
            require(not self._ended.is_set(), "the stream ended:", self.error)
            if time.monotonic() > end:
                return
            time.sleep(0.01)

    def until(self, what, condition, patience=PATIENCE):
        """Takes messages until the state is like this; gives those that were taken."""
        end = time.monotonic() + patience
        taken = []
        while not condition(self.peers):
            require(time.monotonic() < end, "never came about:", what)
            taken.append(self.take(max(0.1, end - time.monotonic())))
        return taken


def put(peers, message):
    """Puts a WatchPeersResponse into a state, as a client has to."""
    if message.reset:
        peers.clear()
    for peer in message.changed:
        peers[peer.id] = peer
    for gone in message.removed:
        peers.pop(gone, None)


def is_keep_alive(message):
    """Whether a WatchPeersResponse has no news."""
    return not message.reset and not message.changed and not message.removed


def settled_view(peer):
    """What of a peer makes news; times and counts of its checks do not."""
    view = pb.Peer()
    view.CopyFrom(peer)
    view.health.Clear()
    view.health.status = peer.health.status
    view.health.status_since.CopyFrom(peer.health.status_since)
    return view


def failed(call):
    """The error that a call ends with."""
    try:
        answer = call()
    except grpc.RpcError as e:
        return e
    raise Wrong("it was answered:", str(answer)[:200])


def fails_with(code, call):
    error = failed(call)
    require(error.code() == code, "expected", code, "but it ended with", error.code(), error.details())
    return error


def details(error, kind=None):
    """The details of the google.rpc.Status of an error; those of a kind, if one is given."""
    found = [v for k, v in error.trailing_metadata() or () if k == "grpc-status-details-bin"]
    require(found, "there is no google.rpc.Status:", error.code(), error.details())
    status = status_pb.Status.FromString(found[0])
    equal(error.code().value[0], status.code, "the code of google.rpc.Status")
    equal(error.details(), status.message, "the message of google.rpc.Status")
    if kind is None:
        return list(status.details)
    unpacked = []
    for detail in status.details:
        if detail.Is(kind.DESCRIPTOR):
            message = kind()
            detail.Unpack(message)
            unpacked.append(message)
    return unpacked


def violations(error):
    """The fields that a BadRequest names."""
    return [v.field for bad in details(error, details_pb.BadRequest) for v in bad.field_violations]


def refused(field, call):
    """The call is INVALID_ARGUMENT, and names this field."""
    error = fails_with(grpc.StatusCode.INVALID_ARGUMENT, call)
    equal([field], violations(error), "the fields of BadRequest:")
    return error


def main(prepare):
    """Tries every rule; prepare makes what they have in common, and is given the lab."""
    directory, port, pid = sys.argv[1:]
    lab = Lab(directory, int(port), int(pid))
    try:
        prepare(lab)
    except Exception:
        print("FAIL preparation " + " | ".join(traceback.format_exc().splitlines()), flush=True)
        os._exit(1)
    for name, function in RULES:
        try:
            function(lab)
            print("OK " + name, flush=True)
        except Wrong as e:
            print("FAIL %s %s" % (name, " | ".join(str(e).splitlines())), flush=True)
        except Exception:
            print("FAIL %s %s" % (name, " | ".join(traceback.format_exc().splitlines())), flush=True)
    # What a rule left open is not waited for.
    os._exit(0)
