/** Signals of the operating system, for which Java has no public API. JDK only. */
package dev.rollcall.process;
