/** Commands about azure auth methods that need no server. */
package io.azimuth.bootstrap.command.azure;
