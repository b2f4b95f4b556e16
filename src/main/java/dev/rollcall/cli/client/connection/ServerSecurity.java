package dev.rollcall.cli.client.connection;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.ExitCode;
import dev.rollcall.cli.tls.PemFileReader;
import io.grpc.Metadata;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
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
 * @param token that goes with each call
 */
record ServerSecurity(
    Optional<Path> ca,
    Optional<Path> certificate,
    Optional<Path> key,
    Optional<String> serverName,
    Optional<TokenFileReader> token) {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private static final PemFileReader FILES = new PemFileReader(ExitCode.USAGE);

  /** Whether anything is given that only TLS has a use for. */
  boolean impliesTls() {
    return Stream.of(ca, certificate, key, serverName).anyMatch(Optional::isPresent);
  }

  /**
   * @throws CommandFailedException if a file cannot be used
   */
  SslContext context() {
    SslContextBuilder builder =
        GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK);
    ca.map(FILES::trustManager).ifPresent(builder::trustManager);
    FILES.keyManagers(certificate, key).ifPresent(builder::keyManager);
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
        .map(TokenFileReader::token)
        .ifPresent(text -> metadata.put(AUTHORIZATION, "Bearer " + text));
    return metadata;
  }

  private static CommandFailedException unusable(String message) {
    return new CommandFailedException(message, ExitCode.USAGE);
  }
}
