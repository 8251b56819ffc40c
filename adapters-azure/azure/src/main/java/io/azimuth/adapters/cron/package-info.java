/**
 * Unix cron schedules, with cron-utils. Independent of any cloud.
 *
 * <p>{@link io.azimuth.adapters.cron.CronModule} binds the port.
 */
package io.azimuth.adapters.cron;
