/** The certificate, the threads and the request handler of the two listeners. */
package io.azimuth.adapters.azure.simulator.server;
