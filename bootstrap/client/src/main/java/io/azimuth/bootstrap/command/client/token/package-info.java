/** The {@code azimuth token} commands and {@code azimuth unwrap}. */
package io.azimuth.bootstrap.command.client.token;
