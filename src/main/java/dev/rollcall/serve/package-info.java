/** Answers, each kind a package below. They see the read side of the directory and nothing else. */
package dev.rollcall.serve;
