/**
 * The connection to a running Rollcall: its options, credentials, error messages and reconnects.
 */
package dev.rollcall.cli.client.connection;
