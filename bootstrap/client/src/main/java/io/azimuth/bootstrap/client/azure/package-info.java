/** Fetches a token on each platform that a workload on Azure can run on. */
package io.azimuth.bootstrap.client.azure;
