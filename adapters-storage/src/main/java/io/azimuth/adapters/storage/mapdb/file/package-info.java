/**
 * Access to the files of a store: reading, writing, growing, syncing, and the frame of their
 * headers.
 */
package io.azimuth.adapters.storage.mapdb.file;
