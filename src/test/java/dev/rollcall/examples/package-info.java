/**
 * The README and the pages of {@code src/docs}: every command, client and example that they show is
 * run, every link is followed, and every table of names is compared with the code.
 */
package dev.rollcall.examples;
