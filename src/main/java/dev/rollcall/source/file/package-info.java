/** Peers files: bytes into text, text into a document, whatever hostile or broken is in them. */
package dev.rollcall.source.file;
