/**
 * The roster and its peers: immutable values, validated in their constructors. Of ours it uses
 * {@code text} alone; otherwise plain JDK.
 */
package dev.rollcall.peer;
