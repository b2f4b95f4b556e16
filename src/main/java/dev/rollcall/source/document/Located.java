package dev.rollcall.source.document;

/** A value that was read, with the location that it came from. */
public record Located<T>(T value, SourceLocation location) {}
