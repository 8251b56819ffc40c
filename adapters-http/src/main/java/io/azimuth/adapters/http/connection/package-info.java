/** Open connections: their number, what they hold in memory, and the framing of what they send. */
package io.azimuth.adapters.http.connection;
