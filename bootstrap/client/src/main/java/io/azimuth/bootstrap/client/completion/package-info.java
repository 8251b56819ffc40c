/** Asks a server for the paths that a shell offers to complete. */
package io.azimuth.bootstrap.client.completion;
