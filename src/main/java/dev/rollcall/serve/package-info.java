/**
 * Serves clients, with a package for each protocol or purpose below. They see the read side of the
 * directory and never write to it.
 */
package dev.rollcall.serve;
