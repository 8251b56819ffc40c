/** Snapshot files: fetches, describes and restores them. */
package io.azimuth.bootstrap.snapshot;
