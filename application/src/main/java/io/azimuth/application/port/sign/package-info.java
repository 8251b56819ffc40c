/** Signing tokens of our own. */
package io.azimuth.application.port.sign;
