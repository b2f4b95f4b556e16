/**
 * Text helpers for every package: printable text, closest match, durations, plurals, error causes,
 * digests. JDK only.
 */
package dev.rollcall.text;
