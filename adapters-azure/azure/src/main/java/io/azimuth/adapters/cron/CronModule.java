package io.azimuth.adapters.cron;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import io.azimuth.spi.schedule.CronSchedules;

/** Binds {@link CronSchedules}. */
public final class CronModule extends AbstractModule {

  @Override
  protected void configure() {
    bind(UnixCronSchedules.class).in(Singleton.class);
    bind(CronSchedules.class).to(UnixCronSchedules.class);
  }
}
