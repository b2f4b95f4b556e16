/** The kind {@code http}: a peer is asked for a page, over TLS where its entry says so. */
package dev.rollcall.check.http;
