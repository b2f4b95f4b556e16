/** The contract over HTTP, {@code /api/v1}: JSON, server-sent events, and Prometheus' targets. */
package dev.rollcall.serve.http;
