package dev.rollcall.source.document;

/** What was read, with the place that says it. */
public record Located<T>(T value, SourceLocation location) {}
