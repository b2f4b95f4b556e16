/** The terminal of a command: streams, screen size, colours, tables, and exit codes. */
package dev.rollcall.cli.terminal;
