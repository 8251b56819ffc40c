/**
 * The {@code azimuth snapshot} commands. One command sends requests to a server, the others work on
 * files.
 */
package io.azimuth.bootstrap.command.snapshot;
