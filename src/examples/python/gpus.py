"""Begins when so many GPU nodes are there, or says who is missing; then keeps to those that are."""
import sys
import time

import grpc
from rollcall.v1 import discovery_pb2 as pb, discovery_pb2_grpc as rollcall

address, count = sys.argv[1], int(sys.argv[2])
gpus = pb.PeerFilter(gpu=True, statuses=[pb.STATUS_HEALTHY])
peers, after = {}, None

with grpc.insecure_channel(address) as channel:
    discovery = rollcall.DiscoveryStub(channel)
    try:
        discovery.WaitForPeers(pb.WaitForPeersRequest(count=count, filter=gpus), timeout=60)
    except grpc.RpcError as error:
        sys.exit(error.details())  # such as: 2 of 5 peers match, 4 asked for

    while True:
        try:
            for news in discovery.WatchPeers(pb.WatchPeersRequest(filter=gpus, after=after)):
                if news.reset:
                    peers.clear()
                for gone in news.removed:
                    peers.pop(gone, None)
                peers.update((peer.id, peer.address) for peer in news.changed)
                after = news.revision  # a later watch goes on from here
                print(sorted(peers.items()), flush=True)
        except grpc.RpcError as error:
            if error.code() != grpc.StatusCode.UNAVAILABLE:
                raise
            time.sleep(1)  # it is being restarted: try again
