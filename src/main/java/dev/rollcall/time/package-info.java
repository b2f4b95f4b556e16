/** The one seam to clocks and timers; its manual twin makes a virtual minute exact in tests. */
package dev.rollcall.time;
