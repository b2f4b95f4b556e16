/** The clients that the README shows, so that they cannot rot. */
package dev.rollcall.examples;
