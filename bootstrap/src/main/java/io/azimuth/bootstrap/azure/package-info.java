/** What the commands need of Azure. */
package io.azimuth.bootstrap.azure;
