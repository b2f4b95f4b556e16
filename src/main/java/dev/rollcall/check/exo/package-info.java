/**
 * The kind {@code exo}: a peer is checked with the RPC that exo 0.0.x nodes use among themselves.
 */
package dev.rollcall.check.exo;
