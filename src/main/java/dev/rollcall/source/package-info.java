/**
 * Where a roster comes from. {@code document} is what all sources are read into, {@code roster}
 * makes a roster of it, {@code file}, {@code settings} and {@code launcher} are the sources, {@code
 * reload} follows a file.
 */
package dev.rollcall.source;
