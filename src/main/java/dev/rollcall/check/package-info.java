/** One question to one peer. Each kind of question is a package of its own below. */
package dev.rollcall.check;
