/** Programs that are started as processes: ours, and others'. */
package dev.rollcall.testing.program;
