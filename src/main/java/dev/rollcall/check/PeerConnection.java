package dev.rollcall.check;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.Optional;

/**
 * A TCP connection to a peer that has just been established for one check.
 *
 * @param channel reads nothing until it is set to read automatically
 * @param tls not in the pipeline yet; absent: plain text
 * @param target where it leads
 * @param deadline of the whole check
 * @param connectTime how long the TCP handshake took
 */
public record PeerConnection(
    Channel channel,
    Optional<SslHandler> tls,
    ConnectTarget target,
    Deadline deadline,
    Duration connectTime) {}
