/**
 * Leases of what secrets engines give out: a secret that ends. Leases of tokens are with tokens.
 */
package io.azimuth.domain.lease;
