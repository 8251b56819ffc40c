/**
 * The durable engine: MapDB's tree over a volume with a redo journal of our own, one writer, group
 * commit.
 *
 * <p>MapDB's own transactions lose data at a kill: its log is never replayed. Here a group of
 * batches changes copies of pages in memory ({@link
 * io.azimuth.adapters.storage.mapdb.journal.JournalVolume}), the changed blocks go to the journal
 * and are synced, and only then are they copied into the main file. A reader looks at the main file
 * alone, so it never meets what is not durable.
 */
package io.azimuth.adapters.storage.mapdb;
