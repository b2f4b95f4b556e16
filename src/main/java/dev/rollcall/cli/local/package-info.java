/** The commands that need no running Rollcall: {@code init}, {@code validate}, {@code check}. */
package dev.rollcall.cli.local;
