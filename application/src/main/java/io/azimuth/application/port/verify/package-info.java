/** Verifying tokens that others signed. */
package io.azimuth.application.port.verify;
