/** Node lists that job launchers leave in the environment; one small adapter for each launcher. */
package dev.rollcall.source.launcher;
