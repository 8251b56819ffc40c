/** How many tokens, leases and entities there are. */
package io.azimuth.application.census;
