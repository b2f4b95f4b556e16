/**
 * What every package needs of texts: printable, closest match, durations, plurals, causes. JDK
 * only.
 */
package dev.rollcall.text;
