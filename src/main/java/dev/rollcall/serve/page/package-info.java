/**
 * The page at {@code /}: its files, and the history of a peer, which the contract does not have.
 */
package dev.rollcall.serve.page;
