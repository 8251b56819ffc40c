/** What plugins implement for audit devices: where the records of all requests go. */
package io.azimuth.spi.audit;
