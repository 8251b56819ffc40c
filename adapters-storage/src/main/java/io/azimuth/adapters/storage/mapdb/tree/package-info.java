/** The entries of a store in MapDB's tree, with their revisions, and copies of one commit. */
package io.azimuth.adapters.storage.mapdb.tree;
