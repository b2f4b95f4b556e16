package dev.rollcall.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Dockerfile, as far as these tests look at it.
 *
 * @param instructions in order, with continued lines joined
 */
record Dockerfile(List<Instruction> instructions) {

  private static final Pattern PAIR = Pattern.compile("([\\w.]+)=(\"[^\"]*\"|\\S+)");
  private static final Pattern BOUND = Pattern.compile("--mount=type=bind,source=([^,\\s]+)");

  /**
   * One instruction.
   *
   * @param keyword in capitals
   * @param rest all after it
   */
  record Instruction(String keyword, String rest) {

    List<String> words() {
      return List.of(rest.split(" +", -1));
    }
  }

  static Dockerfile read(Path file) throws IOException {
    List<Instruction> instructions = new ArrayList<>();
    StringBuilder joined = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      String text = line.strip();
      if (text.startsWith("#") || text.isEmpty()) {
        continue;
      }
      boolean goesOn = text.endsWith("\\");
      joined.append(goesOn ? text.substring(0, text.length() - 1) : text);
      if (!goesOn) {
        String[] parts = joined.toString().split(" +", 2);
        instructions.add(new Instruction(parts[0], parts[1]));
        joined.setLength(0);
      }
    }
    return new Dockerfile(instructions);
  }

  List<Instruction> all(String keyword) {
    return instructions.stream().filter(one -> one.keyword().equals(keyword)).toList();
  }

  /** The argument of the last such instruction, the one that counts in the final image. */
  String last(String keyword) {
    int stage = instructions.lastIndexOf(all("FROM").get(all("FROM").size() - 1));
    Optional<Instruction> found =
        instructions.stream()
            .skip(stage)
            .filter(one -> one.keyword().equals(keyword))
            .reduce((first, second) -> second);
    return found.orElseThrow(() -> new AssertionError("there is no " + keyword)).rest();
  }

  /** The pairs that ENV or LABEL set in the final image. */
  Map<String, String> pairs(String keyword) {
    Map<String, String> pairs = new TreeMap<>();
    Matcher matcher = PAIR.matcher(last(keyword));
    while (matcher.find()) {
      pairs.put(matcher.group(1), matcher.group(2).replace("\"", ""));
    }
    return pairs;
  }

  /** The files and folders that it copies from the build context. */
  List<String> sources() {
    List<String> sources = new ArrayList<>();
    for (Instruction copy : all("COPY")) {
      if (!copy.rest().startsWith("--from=")) {
        sources.addAll(copy.words().subList(0, copy.words().size() - 1));
      }
    }
    for (Instruction run : all("RUN")) {
      Matcher matcher = BOUND.matcher(run.rest());
      while (matcher.find()) {
        sources.add(matcher.group(1));
      }
    }
    return sources;
  }
}
