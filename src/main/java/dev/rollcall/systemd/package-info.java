/** Notifies a service manager by the protocol of sd_notify(3), without its library. */
package dev.rollcall.systemd;
