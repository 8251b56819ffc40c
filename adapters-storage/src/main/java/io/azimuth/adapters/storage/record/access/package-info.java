/** What a unit of work reads and writes: the keys of records, its reads, its staged writes. */
package io.azimuth.adapters.storage.record.access;
