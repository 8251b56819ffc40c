package io.azimuth.adapters.azure;

import io.azimuth.application.port.verify.IssuerProfile;

/** What one discovery document says: whose it is, and how its tokens are recognised. */
record Discovered(String tenantId, IssuerProfile profile) {}
