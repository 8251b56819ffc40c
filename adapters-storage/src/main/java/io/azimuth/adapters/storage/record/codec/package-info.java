/** The stored form of each kind of record. A later version must read all earlier ones. */
package io.azimuth.adapters.storage.record.codec;
