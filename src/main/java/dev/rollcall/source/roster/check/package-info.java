/**
 * The {@code check} mapping of a list: {@link dev.rollcall.source.roster.check.CheckSettingTable}
 * lists its keys, from which reading, inheritance, digest and messages follow.
 */
package dev.rollcall.source.roster.check;
