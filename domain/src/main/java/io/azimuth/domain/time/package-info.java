/** What servers may expect of each other's clocks. */
package io.azimuth.domain.time;
