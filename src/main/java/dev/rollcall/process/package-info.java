/** What a process is told by its system, where Java has no public way to it. JDK only. */
package dev.rollcall.process;
