/**
 * What systemd is told of this process: the protocol of sd_notify(3), spoken without its library.
 */
package dev.rollcall.serve.systemd;
