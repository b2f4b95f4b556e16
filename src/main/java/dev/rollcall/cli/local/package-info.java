/** The commands that need no running Rollcall: they look at files, or at one peer. */
package dev.rollcall.cli.local;
