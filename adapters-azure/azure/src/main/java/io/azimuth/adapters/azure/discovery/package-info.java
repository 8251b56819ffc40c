/**
 * Reads the OpenID Connect discovery documents of tenants, and checks them against the cloud's
 * rules.
 */
package io.azimuth.adapters.azure.discovery;
