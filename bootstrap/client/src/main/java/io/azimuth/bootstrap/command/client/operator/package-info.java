/** The {@code azimuth operator} commands and {@code azimuth status}. */
package io.azimuth.bootstrap.command.client.operator;
