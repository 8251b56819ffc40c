/** Prints responses as tables, JSON or YAML. */
package io.azimuth.bootstrap.client.output;
