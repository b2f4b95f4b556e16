/**
 * TLS configurations of Quarkus' registry, as the checks and the port use them, and their reload.
 */
package dev.rollcall.app.tls;
