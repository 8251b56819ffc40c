/** The JSON that this server stores, read strictly: records of the store and audit lines. */
package io.azimuth.adapters.storage.json;
