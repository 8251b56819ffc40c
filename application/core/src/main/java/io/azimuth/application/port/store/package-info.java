/** The store in domain terms: the records that one unit of work reads and writes. */
package io.azimuth.application.port.store;
