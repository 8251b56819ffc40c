/**
 * The server's log, configured in code. Each record is one line, and input of clients cannot break
 * it.
 */
package io.azimuth.bootstrap.logging;
