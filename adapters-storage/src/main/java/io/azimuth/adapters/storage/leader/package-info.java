/** The leader of the servers on one store, over the engine's lock. */
package io.azimuth.adapters.storage.leader;
