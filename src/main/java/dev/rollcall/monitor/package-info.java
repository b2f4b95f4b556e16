/** Checks every peer periodically and derives its health: rosters in, check results out. */
package dev.rollcall.monitor;
