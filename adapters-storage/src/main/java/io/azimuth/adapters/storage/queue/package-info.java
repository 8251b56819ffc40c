/** What the engines of this module share: waiting batches, waiting threads, a hash of entries. */
package io.azimuth.adapters.storage.queue;
