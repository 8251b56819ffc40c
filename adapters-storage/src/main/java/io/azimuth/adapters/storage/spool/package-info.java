/** Files that hold for a while what is too long for memory. */
package io.azimuth.adapters.storage.spool;
