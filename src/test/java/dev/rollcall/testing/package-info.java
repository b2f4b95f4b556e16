/** Fakes and fixtures shared by the tests, by what they stand in for. */
package dev.rollcall.testing;
