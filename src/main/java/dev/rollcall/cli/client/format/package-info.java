/** What the client commands print, and the forms that other programs read. */
package dev.rollcall.cli.client.format;
