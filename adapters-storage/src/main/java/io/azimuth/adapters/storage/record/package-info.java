/**
 * The records of the server over a key-value engine: units of work, repositories, and the forms in
 * which records are stored.
 */
package io.azimuth.adapters.storage.record;
