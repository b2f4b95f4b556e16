package dev.rollcall.source.launcher.hostlist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rollcall.peer.Roster;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The parser of compressed host lists, with whatever somebody may set: no exception but its own, no
 * list beyond the cap, never more than a second.
 */
class HostListFuzzTest {

  private static final int LARGEST = 64 << 10;
  private static final int MUTATIONS = 20_000;
  private static final String ALPHABET = "[]-,0123456789abz._ \u00e9";

  private static final List<String> SEEDS =
      List.of(
          "tux[1-3,6]",
          "rack[00-12,14]_blade[0-2],alpha,tux[1-3,6]",
          "a[1-2]b[3-4]c[5-6]",
          "tux[2,1-2]",
          "n[0-999999999]",
          "n[0-65535]",
          "n[3-1]",
          "n[",
          "n]",
          "n[[1]]",
          "n[]",
          "n[-]",
          "n[1-]",
          ",,",
          "",
          "[".repeat(LARGEST),
          "a[1-2]".repeat(LARGEST / 6),
          "a,".repeat(LARGEST / 2),
          "9".repeat(LARGEST));

  static Stream<Arguments> seeds() {
    return SEEDS.stream().map(Arguments::of);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void theParserKeepsItsPromise(@Nullable String text) {
    // The fuzzer has an input that is none.
    if (text != null && text.length() <= LARGEST) {
      check(text);
    }
  }

  @Test
  void theParserKeepsItsPromiseForMutationsOfGoodLists() {
    Random random = new Random(20261121);
    for (int i = 0; i < MUTATIONS; i++) {
      StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(12)));
      for (int j = random.nextInt(6); j >= 0; j--) {
        mutate(text, random);
      }
      check(text.toString());
    }
  }

  private static void mutate(StringBuilder text, Random random) {
    int at = random.nextInt(text.length() + 1);
    char with = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    switch (random.nextInt(3)) {
      case 0 -> text.insert(at, with);
      case 1 -> text.delete(at, Math.min(text.length(), at + 1));
      default -> text.append(text.substring(at));
    }
  }

  private static void check(String text) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    try {
      List<String> hosts = HostList.expand(text);
      assertTrue(hosts.size() <= Roster.MAX_MEMBERS, () -> "too many hosts of " + text);
      assertTrue(hosts.stream().noneMatch(host -> host.indexOf('[') >= 0), text);
    } catch (MalformedHostListException e) {
      assertEquals(false, String.valueOf(e.getMessage()).isBlank(), text);
    }
    long spent = threads.getCurrentThreadCpuTime() - start;
    assertTrue(spent < TimeUnit.SECONDS.toNanos(1), () -> "it took " + spent + " ns: " + text);
  }
}
