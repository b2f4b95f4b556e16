/** How one peer is checked: the {@code check} mapping of a list, merged with its defaults. */
package dev.rollcall.source.roster.check;
