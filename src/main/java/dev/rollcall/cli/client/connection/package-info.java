/** The connection to a running Rollcall: options, TLS, token, reconnecting. */
package dev.rollcall.cli.client.connection;
