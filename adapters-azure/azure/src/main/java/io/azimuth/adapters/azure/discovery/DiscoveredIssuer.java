package io.azimuth.adapters.azure.discovery;

import io.azimuth.spi.verify.IssuerProfile;

/** What one discovery document says: whose it is, and how its tokens are recognised. */
record DiscoveredIssuer(String tenantId, IssuerProfile profile) {}
