/**
 * The engine on a PostgreSQL database, which any number of servers share.
 *
 * <p>All writes of a server go through one connection, in groups; a procedure of the database
 * applies a group. Groups of all servers follow one another, because each holds the lock of one row
 * until it is durable. So every batch sees all that was committed before it, and revisions rise in
 * the order of the commits.
 */
package io.azimuth.adapters.storage.postgresql;
