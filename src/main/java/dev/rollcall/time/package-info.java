/** The one access to clocks and timers; tests replace it by a manual clock that is exact. */
package dev.rollcall.time;
