/** The {@code azimuth secrets} commands. */
package io.azimuth.bootstrap.command.client.secrets;
