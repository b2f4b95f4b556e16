/** What is shipped besides the program: systemd units, images, manifests. */
package dev.rollcall.dist;
