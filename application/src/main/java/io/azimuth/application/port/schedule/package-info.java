/** Schedules, as people write them. */
package io.azimuth.application.port.schedule;
