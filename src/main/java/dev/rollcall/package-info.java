/**
 * Rollcall: who is in the cluster, and who of them answers.
 *
 * <p>Data travels one way, and each package knows only those before it:
 *
 * <pre>
 * source  -&gt;  monitor  -&gt;  directory  -&gt;  serve.{grpc, health, ...}
 * (Roster)    (checks)     (snapshots)    (read only)
 * </pre>
 *
 * <p>{@code peer} holds what they all speak of, {@code time} the one seam to clocks and timers,
 * {@code check} the kinds of question, {@code serve.contract} the messages of all answers, {@code
 * json} their other form, {@code demo} peers to try it with, {@code process} the signals; {@code
 * cli} is the command line, whose clients know the contract alone; {@code app} wires it all.
 */
package dev.rollcall;
