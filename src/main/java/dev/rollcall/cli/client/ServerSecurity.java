package dev.rollcall.cli.client;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.ExitCode;
import io.grpc.Metadata;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * What a client proves to the server, and wants it to prove.
 *
 * @param ca certificates to trust; absent: the system's
 * @param certificate this client's own; with {@code key}
 * @param key of the certificate
 * @param serverName the name in the server's certificate; absent: the host
 * @param token the file with the token that goes with each call
 */
record ServerSecurity(
    Optional<Path> ca,
    Optional<Path> certificate,
    Optional<Path> key,
    Optional<String> serverName,
    Optional<Path> token) {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  /** Whether anything is given that only TLS has a use for. */
  boolean impliesTls() {
    return Stream.of(ca, certificate, key, serverName).anyMatch(Optional::isPresent);
  }

  /**
   * @throws CommandFailedException if a file cannot be used
   */
  SslContext context() {
    if (certificate.isPresent() != key.isPresent()) {
      throw unusable("--cert and --key go together");
    }
    SslContextBuilder builder =
        GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK);
    ca.ifPresent(file -> trust(builder, file));
    certificate.ifPresent(file -> show(builder, file, key.orElseThrow()));
    try {
      return builder.build();
    } catch (SSLException e) {
      throw unusable("TLS cannot be spoken: " + e.getMessage());
    }
  }

  /**
   * What goes with each call.
   *
   * @throws CommandFailedException if the file cannot be used
   */
  Metadata metadata() {
    Metadata metadata = new Metadata();
    token
        .map(ServerSecurity::text)
        .ifPresent(text -> metadata.put(AUTHORIZATION, "Bearer " + text));
    return metadata;
  }

  private static void trust(SslContextBuilder builder, Path file) {
    requireReadable("--ca", file);
    try {
      builder.trustManager(file.toFile());
    } catch (IllegalArgumentException e) {
      throw unusable("--ca: %s has no certificates; expected PEM".formatted(file));
    }
  }

  private static void show(SslContextBuilder builder, Path certificate, Path key) {
    requireReadable("--cert", certificate);
    requireReadable("--key", key);
    try {
      builder.keyManager(certificate.toFile(), key.toFile());
    } catch (IllegalArgumentException e) {
      throw unusable(
          "--cert, --key: %s and %s are no certificate with its key; expected PEM, the key in PKCS #8"
              .formatted(certificate, key));
    }
  }

  private static String text(Path file) {
    requireReadable("--token-file", file);
    try {
      String text = Files.readString(file).strip();
      if (text.isEmpty() || !text.chars().allMatch(letter -> letter > ' ' && letter < 0x7f)) {
        throw unusable(
            "--token-file: %s holds no token; expected one line of printable ASCII"
                .formatted(file));
      }
      return text;
    } catch (IOException e) {
      throw unusable("--token-file: %s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  private static void requireReadable(String option, Path file) {
    try (var bytes = Files.newInputStream(file)) {
      bytes.read();
    } catch (NoSuchFileException e) {
      throw unusable("%s: there is no file %s".formatted(option, file));
    } catch (AccessDeniedException e) {
      throw unusable("%s: %s may not be read by this user".formatted(option, file));
    } catch (IOException e) {
      throw unusable("%s: %s cannot be read: %s".formatted(option, file, e.getMessage()));
    }
  }

  private static CommandFailedException unusable(String message) {
    return new CommandFailedException(message, ExitCode.USAGE);
  }
}
