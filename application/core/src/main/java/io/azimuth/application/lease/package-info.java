/** Leases of what secrets engines give out: issued, renewed, and known to be dead or alive. */
package io.azimuth.application.lease;
