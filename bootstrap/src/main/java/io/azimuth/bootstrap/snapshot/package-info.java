/** Snapshots on the command line's side: fetching one, and what is done with the file. */
package io.azimuth.bootstrap.snapshot;
