/**
 * What every request passes before a route: token, allowed form, memory limit; and the errors that
 * it is rejected with.
 */
package dev.rollcall.serve.guard;
