/** What is counted and measured. */
package io.azimuth.application.port.metrics;
