package dev.rollcall.source;

/** What was read, with the place that says it. */
record Marked<T>(T value, Place place) {}
