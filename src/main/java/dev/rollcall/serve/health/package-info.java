/** Health endpoints: of the service itself and, as a group, of each peer (MicroProfile Health). */
package dev.rollcall.serve.health;
