/** The engine that keeps nothing: for development servers and tests. */
package io.azimuth.adapters.storage.memory;
