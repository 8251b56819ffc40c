/** Wires the store, the barrier and the audit files. */
package io.azimuth.adapters.storage;
