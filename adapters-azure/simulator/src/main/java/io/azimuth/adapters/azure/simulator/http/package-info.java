/** Requests, answers and routes over the HTTP server of the JDK. */
package io.azimuth.adapters.azure.simulator.http;
