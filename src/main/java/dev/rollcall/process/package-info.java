/** What a process is told by its system, where Java has no public way to it. JDK only. */
@NullMarked
package dev.rollcall.process;

import org.jspecify.annotations.NullMarked;
