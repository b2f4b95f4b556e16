/**
 * The settings {@code rollcall.*}: checked values, which source they select, and the list inside
 * them.
 */
package dev.rollcall.source.settings;
