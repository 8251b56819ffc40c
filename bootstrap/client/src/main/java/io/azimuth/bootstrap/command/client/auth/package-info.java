/** The {@code azimuth auth} commands, and {@code azimuth lint}. */
package io.azimuth.bootstrap.command.client.auth;
