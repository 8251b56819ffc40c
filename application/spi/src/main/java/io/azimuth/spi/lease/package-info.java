/**
 * Leases: what a secrets engine gives out for a time, and ends again. The server keeps them, and
 * asks the engine to renew and to revoke.
 */
package io.azimuth.spi.lease;
