/** How a file is followed: polled, judged when its content has settled, all or nothing. */
package dev.rollcall.source.reload;
