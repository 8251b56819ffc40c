/** Signing tokens of this server's own issuer. */
package io.azimuth.application.port.sign;
