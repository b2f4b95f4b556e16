/** Peers, rosters, checks and directories as test data. */
package dev.rollcall.testing.peer;
