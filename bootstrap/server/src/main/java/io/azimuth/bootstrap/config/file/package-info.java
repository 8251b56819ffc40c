/** Reads the configuration file and collects all its errors. */
package io.azimuth.bootstrap.config.file;
