/** Notifications to a service manager: the protocol of sd_notify(3), without its library. */
package dev.rollcall.systemd;
