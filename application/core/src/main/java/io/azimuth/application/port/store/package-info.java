/**
 * The store in domain terms: records that one unit of work reads and writes, and the barrier that
 * encrypts them.
 */
package io.azimuth.application.port.store;
