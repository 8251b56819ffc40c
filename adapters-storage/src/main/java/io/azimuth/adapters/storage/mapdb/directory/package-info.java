/**
 * The directory of a store: its files, its lock, and the order of renames that survives a crash.
 */
package io.azimuth.adapters.storage.mapdb.directory;
