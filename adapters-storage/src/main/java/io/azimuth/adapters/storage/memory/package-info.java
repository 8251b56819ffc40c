/** The engine without a disk, for development servers and tests. */
package io.azimuth.adapters.storage.memory;
