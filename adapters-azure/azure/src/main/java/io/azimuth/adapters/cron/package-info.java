/**
 * Schedules of unix cron, with cron-utils. Knows no cloud.
 *
 * <p>{@link io.azimuth.adapters.cron.CronModule} binds the port.
 */
package io.azimuth.adapters.cron;
