/**
 * The command line: its commands, how usage errors are reported, and the commands that run the
 * service. The commands that query a running Rollcall are in {@code client}, those that work
 * without one in {@code local}; {@code terminal} holds what they print on, {@code tls} the TLS
 * options and the certificate files that they name.
 */
package dev.rollcall.cli;
