/** The batches that wait for an engine's writer, and how they are grouped. */
package io.azimuth.adapters.storage.queue;
