/** Peers inside the program, real gRPC health servers, to try Rollcall with. */
package dev.rollcall.demo;
