/**
 * Where a roster comes from: any document becomes a {@code Value}, and one reader judges them all.
 */
package dev.rollcall.source;
