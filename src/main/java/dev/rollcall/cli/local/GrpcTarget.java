package dev.rollcall.cli.local;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.text.PrintableText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code -addr} names, in the forms that grpc-go reads. */
final class GrpcTarget {

  /** What follows is a port only after a host that is called like a scheme. */
  private static final Pattern TARGET =
      Pattern.compile("(dns|passthrough|unix|unix-abstract):(?![0-9]+$)(?://([^/]*)/)?(.*)");

  private GrpcTarget() {}

  /**
   * The address as {@code host:port}, without the scheme; an empty host is this machine.
   *
   * @throws CommandFailedException if it is not one that can be checked
   */
  static String hostAndPort(String target) {
    Matcher matcher = TARGET.matcher(target);
    if (!matcher.matches()) {
      return withHost(target);
    }
    if (matcher.group(1).startsWith("unix")) {
      throw unsupported(target, "is a Unix domain socket; expected a host and a port");
    }
    if (matcher.group(2) != null && !matcher.group(2).isEmpty()) {
      throw unsupported(target, "names a DNS server; expected dns:///HOST:PORT");
    }
    return withHost(matcher.group(3));
  }

  private static String withHost(String address) {
    return address.startsWith(":") ? "localhost" + address : address;
  }

  private static CommandFailedException unsupported(String target, String problem) {
    return new CommandFailedException(
        "-addr: '%s' %s".formatted(PrintableText.printable(target), problem),
        CheckExitCode.WRONG_ARGUMENTS);
  }
}
