/** The client by itself: all its commands, and the entry point of the archive with it alone. */
package io.azimuth.bootstrap.command.client.wiring;
