/** Certificates made for a test. */
package dev.rollcall.testing.tls;
