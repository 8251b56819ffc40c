package io.azimuth.bootstrap.server;

import com.google.inject.AbstractModule;
import io.azimuth.application.audit.AuditExecutor;
import io.azimuth.application.gateway.RetryTimer;
import io.azimuth.application.port.host.Host;
import io.azimuth.application.port.leader.Member;
import io.azimuth.application.port.log.LogLevels;
import io.azimuth.application.port.log.LogMonitors;
import io.azimuth.application.port.metrics.MetricsReader;
import io.azimuth.application.port.reload.Reload;
import io.azimuth.application.route.RetryExecutor;
import io.azimuth.application.seal.share.SealExecutor;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.application.sweep.BackgroundExecutor;
import io.azimuth.bootstrap.logging.SubsystemLevels;
import io.azimuth.bootstrap.metrics.MeteredServer;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.metrics.Metrics;
import java.time.Clock;

/**
 * Binds the services of the process: clock, randomness, threads, log, metrics, machine, seal and
 * reload.
 */
final class SystemModule extends AbstractModule {

  private final Clock clock;
  private final SecretGenerator secrets;
  private final SealSetup seal;
  private final Member.Self self;
  private final BackgroundThreads threads;
  private final Host host;
  private final LogMonitors monitors;
  private final MeteredServer metrics;
  private final Reload reload;

  SystemModule(
      Clock clock,
      SecretGenerator secrets,
      SealSetup seal,
      Member.Self self,
      BackgroundThreads threads,
      Host host,
      LogMonitors monitors,
      MeteredServer metrics,
      Reload reload) {
    this.clock = clock;
    this.secrets = secrets;
    this.seal = seal;
    this.self = self;
    this.threads = threads;
    this.host = host;
    this.monitors = monitors;
    this.metrics = metrics;
    this.reload = reload;
  }

  @Override
  protected void configure() {
    bind(Clock.class).toInstance(clock);
    bind(SecretGenerator.class).toInstance(secrets);
    bind(SealSetup.class).toInstance(seal);
    bind(Member.Self.class).toInstance(self);
    bind(Host.class).toInstance(host);
    bind(LogMonitors.class).toInstance(monitors);
    bind(Metrics.class).toInstance(metrics);
    bind(MetricsReader.class).toInstance(metrics);
    bind(Reload.class).toInstance(reload);
    bind(LogLevels.class).toInstance(SubsystemLevels.ofProcess());
    bind(RetryExecutor.class).toInstance(threads::retry);
    bind(SealExecutor.class).toInstance(threads::seal);
    bind(AuditExecutor.class).toInstance(threads::audit);
    bind(RetryTimer.class).toInstance(threads::afterPause);
    bind(BackgroundExecutor.class).toInstance(threads::cleanUpSoon);
  }
}
