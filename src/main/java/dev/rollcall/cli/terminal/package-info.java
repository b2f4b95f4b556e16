/** What a command prints on, and how it looks there: colour, width, tables, exit codes. */
package dev.rollcall.cli.terminal;
