/** Access tokens with which the server logs in to the database of its store. */
package io.azimuth.adapters.azure.database;
