package dev.rollcall.source.launcher;

import dev.rollcall.source.document.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the node file of a PBS job: one host per line, repeated for each of its slots. */
final class Pbs implements Launcher {

  private static final String FILE = "PBS_NODEFILE";

  @Override
  public String name() {
    return "pbs";
  }

  @Override
  public String variables() {
    return FILE;
  }

  @Override
  public boolean isPresent(Environment environment) {
    return environment.has(FILE);
  }

  @Override
  public LaunchedNodes read(VariableReader variables) {
    return HostFile.read(variables, FILE, new Repeated());
  }

  /** Hosts by their names, whatever their case. */
  private static final class Repeated implements HostFile.Hosts {

    private final Map<String, LaunchedNode> nodes = new LinkedHashMap<>();

    @Override
    public void add(String file, int number, String line) {
      String host = line.strip();
      if (!host.isEmpty()) {
        int column = line.codePointCount(0, line.indexOf(host)) + 1;
        nodes.putIfAbsent(
            host.toLowerCase(Locale.ROOT),
            LaunchedNode.onHost(new SourceLocation.InFile(file, number, column), host));
      }
    }

    @Override
    public int size() {
      return nodes.size();
    }

    @Override
    public List<LaunchedNode> nodes() {
      return List.copyOf(nodes.values());
    }
  }
}
