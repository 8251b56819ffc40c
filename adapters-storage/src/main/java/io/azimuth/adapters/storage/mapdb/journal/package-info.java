/**
 * The redo journal that makes the commits of MapDB's tree atomic and durable, and recovery from it.
 */
package io.azimuth.adapters.storage.mapdb.journal;
