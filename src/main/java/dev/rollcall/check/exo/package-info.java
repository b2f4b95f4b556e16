/** The kind {@code exo}: a peer is asked as exo 0.0.x asks its own. */
package dev.rollcall.check.exo;
