/** What a command prints on, and how it looks there: colour, width, tables, exit codes. */
@NullMarked
package dev.rollcall.cli.terminal;

import org.jspecify.annotations.NullMarked;
