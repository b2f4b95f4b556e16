"""Waits for a number of healthy GPU nodes, or reports who is missing; then follows the changes."""
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
        sys.exit(error.details())  # such as: 2 of 5 peers match, 4 required

    while True:
        try:
            for update in discovery.WatchPeers(pb.WatchPeersRequest(filter=gpus, after=after)):
                if update.reset:
                    peers.clear()
                for removed in update.removed:
                    peers.pop(removed, None)
                peers.update((peer.id, peer.address) for peer in update.changed)
                after = update.revision  # a later watch resumes here
                print(sorted(peers.items()), flush=True)
        except grpc.RpcError as error:
            if error.code() != grpc.StatusCode.UNAVAILABLE:
                raise
            time.sleep(1)  # it restarts: try again
