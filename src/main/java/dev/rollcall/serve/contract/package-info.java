/** The contract's messages, made of what the directory knows: one mapping for all who answer. */
package dev.rollcall.serve.contract;
