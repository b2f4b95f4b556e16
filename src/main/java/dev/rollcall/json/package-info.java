/** The contract's messages as text for other programs: JSON, and what Prometheus discovers by. */
@NullMarked
package dev.rollcall.json;

import org.jspecify.annotations.NullMarked;
