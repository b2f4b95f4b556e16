/** Asks every peer again and again, and judges the answers: rosters in, healths out. */
package dev.rollcall.monitor;
