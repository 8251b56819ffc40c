/** The parts of the commands that depend on Azure. */
package io.azimuth.bootstrap.azure;
