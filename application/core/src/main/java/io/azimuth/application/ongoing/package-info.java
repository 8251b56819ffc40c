/** The requests that are being carried out. */
package io.azimuth.application.ongoing;
