/**
 * The durable engine: MapDB's tree over a volume with our own redo journal, one writer, and group
 * commit.
 *
 * <p>MapDB's own transactions lose data at a kill, because its log is never replayed. Here a group
 * of batches changes copies of pages in memory ({@link
 * io.azimuth.adapters.storage.mapdb.journal.JournalVolume}). The changed blocks are written to the
 * journal and synced, and only then copied into the main file. Readers read only the main file, so
 * they never see changes that are not durable.
 */
package io.azimuth.adapters.storage.mapdb;
