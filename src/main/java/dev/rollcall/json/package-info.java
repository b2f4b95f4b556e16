/** The contract's messages as text for other programs: JSON, and what Prometheus discovers by. */
package dev.rollcall.json;
