/** JSON of this server's own making, read back strictly: stored records and audit lines. */
package io.azimuth.adapters.storage.json;
