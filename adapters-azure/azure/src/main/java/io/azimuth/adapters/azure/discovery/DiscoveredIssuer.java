package io.azimuth.adapters.azure.discovery;

import io.azimuth.spi.verify.IssuerProfile;

/**
 * The content of one discovery document: its tenant, and how the tenant's tokens are recognised.
 */
record DiscoveredIssuer(String tenantId, IssuerProfile profile) {}
