/** The routes that show the state of the server: health, seal, metrics, counts. */
package io.azimuth.application.system.status;
