/** The output of the client commands: tables and lines for people, formats for other programs. */
package dev.rollcall.cli.client.format;
