/** The command that takes over what another server has. */
package io.azimuth.bootstrap.command.client.imports;
