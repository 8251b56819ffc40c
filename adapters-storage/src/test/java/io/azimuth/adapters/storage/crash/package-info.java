/** A process that writes to a store until it is killed, and what it must have left. */
package io.azimuth.adapters.storage.crash;
