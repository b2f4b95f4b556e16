"""A line between two network namespaces, as bad as it is told to be.

Usage: network_relay.py DEVICE_A DEVICE_B SEED. Makes two TUN devices in the namespace that it runs in,
prints 'ready', and carries IPv4 packets between them until its input ends or a device is gone.
Whoever started it moves the devices to where they belong.

Each line of its input is answered by 'ok', or by what is wrong with it:

    ADDRESS [KNOB=VALUE ...]

From then on the packets to and from this address on B's side are treated so:

    cut=to|from|both   packets to the address, from it, or all are dropped
    loss=PERCENT       of the packets in either direction are dropped
    delay=MS           each packet is held up so long, in either direction
    reorder=PERCENT    of the packets are overtaken by those of the next 30 ms

What is not named is as on a good line. The dice are cast by the seed and the address, so that two
runs with the same packets lose the same ones.
"""
import fcntl
import heapq
import os
import random
import select
import socket
import struct
import sys
import time

TUNSETIFF = 0x400454CA
IFF_TUN = 0x0001
IFF_NO_PI = 0x1000
LARGEST = 65535
OVERTAKEN_SECONDS = 0.03


class Treatment:
    """What happens to the packets of one address."""

    def __init__(self, address, words, seed):
        self.cut, self.loss, self.delay, self.reorder = "", 0.0, 0.0, 0.0
        for word in words:
            knob, _, value = word.partition("=")
            if knob == "cut" and value in ("to", "from", "both"):
                self.cut = value
            elif knob in ("loss", "reorder") and 0 <= float(value) <= 100:
                setattr(self, knob, float(value) / 100)
            elif knob == "delay" and 0 <= float(value):
                self.delay = float(value) / 1000
            else:
                raise ValueError("no such knob or value: " + word)
        self.dice = {way: random.Random(f"{seed} {address} {way}") for way in ("to", "from")}

    def seconds(self, way):
        """How long a packet is held up; None if it is dropped."""
        if self.cut in (way, "both") or self.dice[way].random() < self.loss:
            return None
        overtaken = self.dice[way].random() < self.reorder
        return self.delay + (OVERTAKEN_SECONDS if overtaken else 0)


class Relay:
    def __init__(self, device_a, device_b, seed):
        self.ways = {device_a: ("to", device_b), device_b: ("from", device_a)}
        self.seed = seed
        self.treatments = {}
        self.held_up = []
        self.number = 0

    def take(self, device):
        """Takes the packets that are there. False if the device is gone."""
        way, other = self.ways[device]
        try:
            while True:
                self.carry(way, other, os.read(device, LARGEST))
        except BlockingIOError:
            return True
        except OSError:
            return False

    def carry(self, way, other, packet):
        if packet[0] >> 4 != 4:
            return
        at = 16 if way == "to" else 12
        treatment = self.treatments.get(packet[at : at + 4])
        seconds = treatment.seconds(way) if treatment else 0
        if seconds is None:
            return
        if seconds == 0:
            deliver(other, packet)
            return
        self.number += 1
        heapq.heappush(self.held_up, (time.monotonic() + seconds, self.number, other, packet))

    def release(self):
        """Sends on what is due; returns the milliseconds until there is more, None for never."""
        while self.held_up and self.held_up[0][0] <= time.monotonic():
            _, _, device, packet = heapq.heappop(self.held_up)
            deliver(device, packet)
        return max(0, self.held_up[0][0] - time.monotonic()) * 1000 if self.held_up else None

    def obey(self, line):
        try:
            address, *words = line.split()
            key = socket.inet_aton(address)
            self.treatments[key] = Treatment(address, words, self.seed)
            return "ok"
        except (ValueError, OSError) as error:
            return f"{line!r}: {error}"


def deliver(device, packet):
    try:
        os.write(device, packet)
    except OSError:
        pass  # The other side is down: so is the packet.


def tun(name):
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TUN | IFF_NO_PI))
    return device


def main():
    devices = tun(sys.argv[1]), tun(sys.argv[2])
    relay = Relay(*devices, sys.argv[3])
    poll = select.poll()
    for file in (*devices, 0):
        poll.register(file, select.POLLIN)
    print("ready", flush=True)
    commands = b""
    while True:
        for file, _ in poll.poll(relay.release()):
            if file != 0:
                if not relay.take(file):
                    return
                continue
            read = os.read(0, 4096)
            if not read:
                return
            *lines, commands = (commands + read).split(b"\n")
            for line in lines:
                print(relay.obey(line.decode()), flush=True)


main()
