/** The server's own log: set up in code, one record a line, nothing a caller sent can break it. */
package io.azimuth.bootstrap.logging;
