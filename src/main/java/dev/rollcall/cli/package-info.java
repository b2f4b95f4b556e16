/**
 * The command line: which commands there are, and what the program does when it is called without
 * one. The commands that ask a running Rollcall are in {@code client}, those that need none in
 * {@code local}, what they print on in {@code terminal}, the certificates that they are given in
 * {@code tls}.
 */
package dev.rollcall.cli;
