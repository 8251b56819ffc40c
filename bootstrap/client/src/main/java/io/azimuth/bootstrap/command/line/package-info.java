/** How a command line is read, explained and completed, whatever its commands do. */
package io.azimuth.bootstrap.command.line;
