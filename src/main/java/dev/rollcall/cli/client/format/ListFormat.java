package dev.rollcall.cli.client.format;

import dev.rollcall.cli.terminal.Console;
import dev.rollcall.json.PrometheusTargets;
import dev.rollcall.json.ProtoJson;
import dev.rollcall.v1.Peer;
import java.time.Instant;
import java.util.Optional;

/** In what form a list is printed. The names are those of the option. */
public enum ListFormat {
  table {
    @Override
    public void print(PeerList answer, Console console) {
      console.write(PeerTable.standard(Instant.now()).render(answer.peers(), console.screen()));
    }
  },
  wide {
    @Override
    public void print(PeerList answer, Console console) {
      console.write(PeerTable.wide(Instant.now()).render(answer.peers(), console.screen()));
    }
  },
  json {
    @Override
    public void print(PeerList answer, Console console) {
      console.print(ProtoJson.of(answer.message()));
    }
  },
  ids {
    @Override
    public void print(PeerList answer, Console console) {
      answer.peers().stream().map(Peer::getId).forEach(console::print);
    }
  },
  addresses {
    @Override
    public void print(PeerList answer, Console console) {
      answer.peers().stream().map(Peer::getAddress).forEach(console::print);
    }
  },
  hostfile {
    @Override
    public void print(PeerList answer, Console console) {
      MpiHostfile.lines(answer.peers()).forEach(console::print);
    }
  },
  env {
    @Override
    public void print(PeerList answer, Console console) {
      JobVariables list = JobVariables.of(answer.peers(), Optional.empty(), new PeerIpResolver());
      list.exports(JobVariables.DSTACK).forEach(console::print);
    }
  },
  prometheus {
    @Override
    public void print(PeerList answer, Console console) {
      console.print(PrometheusTargets.of(answer.peers()));
    }
  };

  /** Prints the list and nothing else. */
  public abstract void print(PeerList answer, Console console);
}
