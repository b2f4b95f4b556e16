/** Who is listed: immutable values, checked in their constructors. Plain JDK. */
package dev.rollcall.peer;
