/**
 * Rollcall: who is in the cluster, and which of its members answer.
 *
 * <p>Data flows one way, and each package knows only those before it:
 *
 * <pre>
 * source  -&gt;  monitor  -&gt;  directory  -&gt;  serve.{grpc, health, ...}, systemd
 * (Roster)    (checks)     (snapshots)    (read only)
 *                      -&gt;  log, metrics
 * </pre>
 *
 * <p>The whole flow stands in one chain: {@code start()} in {@code app/Pipeline.java}. Read that
 * first.
 *
 * <p>{@code peer} holds the values that all others share, {@code text} and {@code time} what they
 * need of texts and clocks; {@code check} has the kinds of check, {@code serve.contract} the
 * messages of all answers, {@code json} their JSON form, {@code demo} peers to try it with, {@code
 * process} the signals; {@code cli} is the command line, whose clients know the contract alone;
 * {@code app} wires it all.
 */
package dev.rollcall;
