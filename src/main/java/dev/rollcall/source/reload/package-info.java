/** Polls files and reloads the roster: one rule for when a changed file counts, all or nothing. */
package dev.rollcall.source.reload;
