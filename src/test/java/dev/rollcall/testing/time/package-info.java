/** Time driven by hand, and waiting for a condition. */
package dev.rollcall.testing.time;
