/** The repositories of the server, over the records of one unit of work. */
package io.azimuth.adapters.storage.record.repository;
