/** Programs run as processes: the packaged Rollcall and its commands, and those of others. */
package dev.rollcall.testing.program;
