/**
 * The page at {@code /}: its files, and the history of a peer, which the contract does not hold.
 */
package dev.rollcall.serve.page;
