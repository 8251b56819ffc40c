/** The machine on which the server runs. */
package io.azimuth.application.port.host;
