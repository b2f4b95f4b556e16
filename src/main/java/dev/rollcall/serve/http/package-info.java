/** The one port: who is let in, in what form and how many; and, later, what HTTP answers. */
package dev.rollcall.serve.http;
