/**
 * The commands that query a running Rollcall. They depend on its public contract only, never on the
 * code of the server, and start no server themselves.
 */
package dev.rollcall.cli.client;
