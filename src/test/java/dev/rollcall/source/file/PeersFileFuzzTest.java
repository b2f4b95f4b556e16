package dev.rollcall.source.file;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads the corpus; with {@code JAZZER_FUZZ=1} in the environment, a search from there on. */
class PeersFileFuzzTest {

  static Stream<Arguments> corpus() {
    return Corpus.all().map(Corpus::content).map(bytes -> Arguments.of((Object) bytes));
  }

  @MethodSource("corpus")
  @FuzzTest(maxDuration = "60s")
  void theReaderKeepsItsPromise(byte[] bytes) {
    if (bytes.length <= Promise.LARGEST) {
      Promise.check(bytes);
    }
  }
}
