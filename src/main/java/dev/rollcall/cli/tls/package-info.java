/** Certificates and keys that a command is given as files. */
package dev.rollcall.cli.tls;
