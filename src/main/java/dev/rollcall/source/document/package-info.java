/**
 * A list or a setting as it was written: values with their locations, the readers of scalars and
 * mappings, and the problems found.
 */
package dev.rollcall.source.document;
