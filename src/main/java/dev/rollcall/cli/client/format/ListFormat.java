package dev.rollcall.cli.client.format;

import dev.rollcall.cli.client.connection.FetchedPeers;
import dev.rollcall.cli.terminal.Console;
import dev.rollcall.json.PrometheusTargets;
import dev.rollcall.json.ProtoJson;
import dev.rollcall.v1.Peer;
import java.time.Instant;
import java.util.Optional;

/** Output formats of a list. The names are the values of the option. */
public enum ListFormat {
  table {
    @Override
    public void print(FetchedPeers list, Console console) {
      console.write(PeerTable.standard(Instant.now()).render(list.peers(), console.screen()));
    }
  },
  wide {
    @Override
    public void print(FetchedPeers list, Console console) {
      console.write(PeerTable.wide(Instant.now()).render(list.peers(), console.screen()));
    }
  },
  json {
    @Override
    public void print(FetchedPeers list, Console console) {
      console.print(ProtoJson.of(list.message()));
    }
  },
  ids {
    @Override
    public void print(FetchedPeers list, Console console) {
      list.peers().stream().map(Peer::getId).forEach(console::print);
    }
  },
  addresses {
    @Override
    public void print(FetchedPeers list, Console console) {
      list.peers().stream().map(Peer::getAddress).forEach(console::print);
    }
  },
  hostfile {
    @Override
    public void print(FetchedPeers list, Console console) {
      MpiHostfile.lines(list.peers()).forEach(console::print);
    }
  },
  env {
    @Override
    public void print(FetchedPeers list, Console console) {
      JobVariables variables =
          JobVariables.of(list.peers(), Optional.empty(), new PeerIpResolver());
      variables.exports(JobVariables.DSTACK).forEach(console::print);
    }
  },
  prometheus {
    @Override
    public void print(FetchedPeers list, Console console) {
      console.print(PrometheusTargets.of(list.peers()));
    }
  };

  /** Prints the list, and nothing else. */
  public abstract void print(FetchedPeers list, Console console);
}
