/** Slurm's compressed host lists: {@code rack[00-12,14]_blade[0-2],alpha}. */
package dev.rollcall.source.launcher.hostlist;
