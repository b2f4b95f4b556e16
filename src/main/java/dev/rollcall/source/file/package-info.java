/** Reads files: bytes to text, text to a document, safely for hostile or broken content. */
package dev.rollcall.source.file;
