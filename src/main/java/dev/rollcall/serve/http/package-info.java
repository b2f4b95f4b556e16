/** {@code /api/v1}: the contract as JSON, and as server-sent events. */
package dev.rollcall.serve.http;
