/**
 * The records of the server over a key-value engine: units of work, repositories, and the stored
 * forms of records.
 */
package io.azimuth.adapters.storage.record;
