/** HTTP to Azure: one client per cloud, the proxy, and the trusted certificate authorities. */
package io.azimuth.adapters.azure.transport;
