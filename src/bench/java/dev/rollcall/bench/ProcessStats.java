package dev.rollcall.bench;

import dev.rollcall.testing.program.SystemCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a process uses of processor and memory, from Linux and its JVM. */
final class ProcessStats {

  private static final double TICKS_A_SECOND = 100;
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

  private ProcessStats() {}

  /** Processor time since its start. */
  static double cpuSeconds(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/%d/stat".formatted(pid)));
    // The name of the program is in brackets and may have blanks.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
  }

  /** Resident memory. */
  static long residentKb(long pid) throws IOException {
    return number(RESIDENT, Files.readString(Path.of("/proc/%d/status".formatted(pid))));
  }

  /** What is alive on the heap; collects the garbage first, whatever the collector. */
  static long heapKb(long pid) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    return number(TOTAL, SystemCommand.run(jcmd, String.valueOf(pid), "GC.class_histogram"))
        / 1_024;
  }

  private static long number(Pattern pattern, String text) throws IOException {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new IOException("no '%s' in '%s'".formatted(pattern, text));
    }
    return Long.parseLong(found.group(1));
  }
}
