/** The HTTP API from the caller's side: where the server is, what to send, what came back. */
package io.azimuth.bootstrap.client;
