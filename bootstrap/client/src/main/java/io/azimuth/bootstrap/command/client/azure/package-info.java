/** The command that logs a workload on Azure in. */
package io.azimuth.bootstrap.command.client.azure;
