/**
 * Wiring and lifecycle. {@code Pipeline} is the data flow of the service, in one chain. The only
 * package that sees all the others.
 */
package dev.rollcall.app;
