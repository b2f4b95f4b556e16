/** A real browser. */
package dev.rollcall.testing.browser;
