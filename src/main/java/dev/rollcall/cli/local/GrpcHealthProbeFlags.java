package dev.rollcall.cli.local;

import dev.rollcall.text.PrintableText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Stack;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Rewrites the flags of grpc-health-probe from the grammar of Go's {@code flag} package: one dash
 * or two, a value after {@code =} or as the next argument, whatever that is, and {@code =true} or
 * {@code =false} for those that are on or off.
 */
public final class GrpcHealthProbeFlags implements IParameterPreprocessor {

  private static final Set<String> WITH_VALUE =
      Set.of(
          "addr",
          "connect-timeout",
          "rpc-header",
          "rpc-timeout",
          "service",
          "tls-ca-cert",
          "tls-client-cert",
          "tls-client-key",
          "tls-server-name",
          "user-agent");

  private static final Set<String> ON_OR_OFF =
      Set.of("alts", "gzip", "spiffe", "tls", "tls-no-verify", "v", "version");

  /** The last of each other flag counts. */
  private static final String REPEATABLE = "rpc-header";

  /**
   * Metadata of the name user-agent belongs to the connection; a server that understands gzip also
   * understands none; the steps are printed anyway.
   */
  private static final Set<String> WITHOUT_EFFECT = Set.of("gzip", "user-agent", "v");

  private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
  private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");

  @Override
  public boolean preprocess(
      Stack<String> arguments,
      CommandSpec command,
      @Nullable ArgSpec argument,
      Map<String, Object> info) {
    List<String> all = new ArrayList<>(arguments);
    Collections.reverse(all);
    List<String> rewritten = rewrite(new ArrayDeque<>(all), command);
    Collections.reverse(rewritten);
    arguments.clear();
    arguments.addAll(rewritten);
    return false;
  }

  private static List<String> rewrite(Deque<String> arguments, CommandSpec command) {
    Map<String, List<String>> flags = new LinkedHashMap<>();
    List<String> others = new ArrayList<>();
    while (!arguments.isEmpty()) {
      String argument = arguments.remove();
      Flag flag = Flag.parse(argument);
      if (argument.equals("--")) {
        others.add(argument);
        others.addAll(arguments);
        arguments.clear();
      } else if (WITH_VALUE.contains(flag.name())) {
        Optional<String> value = flag.value().or(() -> Optional.ofNullable(arguments.poll()));
        List<String> given = flags.computeIfAbsent(flag.name(), name -> new ArrayList<>());
        if (!flag.name().equals(REPEATABLE)) {
          given.clear();
        }
        given.add(value.map(text -> "-" + flag.name() + "=" + text).orElse(argument));
      } else if (ON_OR_OFF.contains(flag.name())) {
        boolean isOn = flag.value().map(text -> isTrue(flag.name(), text, command)).orElse(true);
        flags.put(flag.name(), isOn ? List.of("-" + flag.name()) : List.of());
      } else {
        others.add(argument);
      }
    }
    flags.keySet().removeAll(WITHOUT_EFFECT);
    return Stream.concat(flags.values().stream().flatMap(List::stream), others.stream())
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** An argument with one dash or two; the name of any other is empty. */
  private record Flag(String name, Optional<String> value) {

    static Flag parse(String argument) {
      if (!argument.startsWith("-")) {
        return new Flag("", Optional.empty());
      }
      String[] parts = argument.replaceFirst("^--?", "").split("=", 2);
      return new Flag(parts[0], Stream.of(parts).skip(1).findFirst());
    }
  }

  private static boolean isTrue(String name, String value, CommandSpec command) {
    if (!TRUE.contains(value) && !FALSE.contains(value)) {
      throw new ParameterException(
          command.commandLine(),
          "-%s: expected true or false, found '%s'"
              .formatted(name, PrintableText.printable(value)));
    }
    return TRUE.contains(value);
  }
}
