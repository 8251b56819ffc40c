/** The settings of the configuration file as checked values. */
package io.azimuth.bootstrap.config;
