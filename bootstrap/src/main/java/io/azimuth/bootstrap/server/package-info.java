/** From a configuration file to a running server. */
package io.azimuth.bootstrap.server;
