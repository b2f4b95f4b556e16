/** What is known now, with revisions. One writer; readers never wait. */
package dev.rollcall.directory;
