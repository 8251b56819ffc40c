/** The metadata service of virtual machines, and the token endpoints of App Service and Arc. */
package io.azimuth.adapters.azure.simulator.imds;
