package dev.rollcall.cli.client.connection;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.ExitCode;
import dev.rollcall.cli.tls.PemFileReader;
import dev.rollcall.cli.tls.TlsArguments;
import io.grpc.Metadata;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * The credentials of a connection: TLS and the bearer token.
 *
 * @param tls what the command line says about TLS
 * @param token sent with each call
 */
record ServerSecurity(TlsArguments tls, Optional<TokenFileReader> token) {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private static final PemFileReader FILES = new PemFileReader(ExitCode.USAGE);

  /**
   * The TLS context of the connection.
   *
   * @throws CommandFailedException if a file cannot be used
   */
  SslContext context() {
    SslContextBuilder builder =
        GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK);
    tls.ca().map(FILES::trustManager).ifPresent(builder::trustManager);
    FILES.keyManagers(tls).ifPresent(builder::keyManager);
    try {
      return builder.build();
    } catch (SSLException e) {
      throw new CommandFailedException("TLS cannot be set up: " + e.getMessage(), ExitCode.USAGE);
    }
  }

  /**
   * The headers of each call.
   *
   * @throws CommandFailedException if the token's file cannot be used
   */
  Metadata metadata() {
    Metadata metadata = new Metadata();
    token
        .map(TokenFileReader::token)
        .ifPresent(value -> metadata.put(AUTHORIZATION, "Bearer " + value));
    return metadata;
  }
}
