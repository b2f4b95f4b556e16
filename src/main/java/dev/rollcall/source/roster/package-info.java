/**
 * Reads a {@code Roster} from a document, reports every problem with it, and computes its digest.
 */
package dev.rollcall.source.roster;
