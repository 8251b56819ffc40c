/**
 * Client assertions in place of secrets: of a cluster, of an issuer, or signed with a certificate.
 */
package io.azimuth.adapters.azure.simulator.federation;
