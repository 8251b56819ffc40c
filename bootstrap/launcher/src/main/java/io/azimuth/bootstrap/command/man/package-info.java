/** Writes the manual pages of the distribution from the models of the commands. */
package io.azimuth.bootstrap.command.man;
