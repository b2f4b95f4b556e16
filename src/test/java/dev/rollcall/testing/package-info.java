/** Hand-written twins and partners for the tests: time by hand, peers that serve, stall and lie. */
package dev.rollcall.testing;
