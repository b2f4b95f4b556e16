/**
 * The kind {@code http}: a peer must answer a GET request as expected, over TLS if its entry says
 * so.
 */
package dev.rollcall.check.http;
