package dev.rollcall.source.launcher;

import java.util.Optional;

/** Reads the nodes of an Azure Batch multi-instance task: IPs, without this node's position. */
final class AzureBatch implements Launcher {

  private static final String LIST = "AZ_BATCH_HOST_LIST";

  @Override
  public String name() {
    return "azure-batch";
  }

  @Override
  public String variables() {
    return LIST;
  }

  @Override
  public boolean isPresent(Environment environment) {
    return environment.has(LIST);
  }

  @Override
  public LaunchedNodes read(VariableReader variables) {
    return HostListSplitter.split(variables, LIST, ',', Optional.empty(), "entry", "an IP address");
  }
}
