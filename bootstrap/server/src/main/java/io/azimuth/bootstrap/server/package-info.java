/** Makes a running server from a configuration file. */
package io.azimuth.bootstrap.server;
