/** The packaged program, jar or native binary, through its public interfaces only. */
package dev.rollcall.blackbox;
