/** What goes with the program to those who run it: units, images, manifests. */
package dev.rollcall.dist;
