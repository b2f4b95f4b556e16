/** Wiring and lifecycle, and the settings. The only package that sees all the others. */
package dev.rollcall.app;
