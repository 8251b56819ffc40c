/** Azure environments: their addresses, the issuers they accept, and the names of tenants. */
package io.azimuth.adapters.azure.cloud;
