package dev.rollcall.serve.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrpcHeadersTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "grpc-encoding, gzip, ''",
    "grpc-encoding, identity, ''",
    "grpc-encoding, deflate, UNKNOWN_ENCODING",
    "grpc-encoding, GZIP, UNKNOWN_ENCODING",
    "grpc-encoding, '', UNKNOWN_ENCODING",
    "trace-bin, AAEC, ''",
    "trace-bin, AAE=, ''",
    "trace-bin, AAE, ''",
    "trace-bin, '', ''",
    "trace-bin, A, BAD_BINARY_HEADER",
    "trace-bin, '***', BAD_BINARY_HEADER",
    "trace-bin, 'AAEC,!', BAD_BINARY_HEADER",
    "trace-binary, '***', ''",
  })
  void invalidHeadersAreRejected(String name, String value, String reason) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add(name, value);
    assertEquals(reason, GrpcHeaders.problem(headers).map(ApiError::reason).orElse(""));
  }

  @Test
  void aListOfBinaryValuesIsMadeSingleOnes() {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("x-bin", "AAEC, AAE=,AAE");
    assertEquals(Optional.empty(), GrpcHeaders.problem(headers));
    assertEquals(List.of("AAEC", "AAE=", "AAE"), headers.getAll("x-bin"));
  }
}
