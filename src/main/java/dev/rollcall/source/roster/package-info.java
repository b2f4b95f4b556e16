/** A document becomes a {@code Roster}, or every problem with it is reported; and its digest. */
package dev.rollcall.source.roster;
