/** The commands of {@code azimuth}. */
package io.azimuth.bootstrap.command;
