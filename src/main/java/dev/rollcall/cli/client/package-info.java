/**
 * The commands that ask a running Rollcall. They know the public contract and nothing else of it,
 * and start no server.
 */
package dev.rollcall.cli.client;
