/** The settings as the framework gives them, and the one roster source that they select. */
package dev.rollcall.app.config;
