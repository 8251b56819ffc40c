/** The {@code azimuth auth} commands. */
package io.azimuth.bootstrap.command.client.auth;
