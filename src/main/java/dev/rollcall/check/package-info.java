/**
 * One health check of one peer, and its outcome. Each kind of check is a subpackage; those that
 * need no connection between checks are a {@link dev.rollcall.check.OneShotCheck} with a probe.
 */
package dev.rollcall.check;
