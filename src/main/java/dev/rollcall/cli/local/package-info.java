/** The commands that need no running Rollcall: they look at files, or at one peer. */
@NullMarked
package dev.rollcall.cli.local;

import org.jspecify.annotations.NullMarked;
