package dev.rollcall.cli.client;

import dev.rollcall.cli.terminal.Console;
import dev.rollcall.json.Json;
import dev.rollcall.json.Targets;
import dev.rollcall.v1.Peer;
import java.time.Instant;
import java.util.Optional;

/** In what form a list is printed. The names are those of the option. */
enum ListFormat {
  table {
    @Override
    void print(Answer answer, Console console) {
      console.write(PeerTable.usual(Instant.now()).of(answer.peers(), console.screen()));
    }
  },
  wide {
    @Override
    void print(Answer answer, Console console) {
      console.write(PeerTable.wide(Instant.now()).of(answer.peers(), console.screen()));
    }
  },
  json {
    @Override
    void print(Answer answer, Console console) {
      console.print(Json.of(answer.message()));
    }
  },
  ids {
    @Override
    void print(Answer answer, Console console) {
      answer.peers().stream().map(Peer::getId).forEach(console::print);
    }
  },
  addresses {
    @Override
    void print(Answer answer, Console console) {
      answer.peers().stream().map(Peer::getAddress).forEach(console::print);
    }
  },
  hostfile {
    @Override
    void print(Answer answer, Console console) {
      Hostfile.lines(answer.peers()).forEach(console::print);
    }
  },
  env {
    @Override
    void print(Answer answer, Console console) {
      NodeList list = NodeList.of(answer.peers(), Optional.empty(), new HostAddresses());
      list.exports(NodeList.DSTACK).forEach(console::print);
    }
  },
  prometheus {
    @Override
    void print(Answer answer, Console console) {
      console.print(Targets.of(answer.peers()));
    }
  };

  /** Prints the list and nothing else. */
  abstract void print(Answer answer, Console console);
}
