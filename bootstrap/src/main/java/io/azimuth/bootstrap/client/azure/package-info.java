/** How a workload on Azure proves what it is: one class for each platform. */
package io.azimuth.bootstrap.client.azure;
