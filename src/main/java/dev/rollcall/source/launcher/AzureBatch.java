package dev.rollcall.source.launcher;

/** Azure Batch, a multi-instance task: IPs. It does not say which of them is this node. */
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
    return HostListSplitter.split(variables, LIST, ',', "entry", "an IP address");
  }
}
