/** The temporary files of a server that runs with a simulated Azure. */
package io.azimuth.bootstrap.lab;
