/**
 * What every protocol that serves the contract shares: the mapping to its messages, its queries and
 * errors, the session that paces a watch, and the cache of encoded responses.
 */
package dev.rollcall.serve.contract;
