/** What is known now, with revisions. One writer; readers never wait, and watchers are woken. */
package dev.rollcall.directory;
