/**
 * The state of the cluster as snapshots with revisions, and streams of its changes. There is one
 * writer; readers never wait. {@link dev.rollcall.directory.Watchers} is where watches begin.
 */
package dev.rollcall.directory;
