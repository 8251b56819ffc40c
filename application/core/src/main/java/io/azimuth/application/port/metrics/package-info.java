/** The port by which all measurements are read. */
package io.azimuth.application.port.metrics;
