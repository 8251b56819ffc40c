package io.azimuth.spi;

import io.azimuth.application.port.store.Store;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.federation.FederatedSubjects;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.schedule.CronSchedules;
import io.azimuth.spi.verify.TokenVerifier;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What the server lends to an auth method. It grows by further components only.
 *
 * @param plugin what every plugin gets
 * @param clouds the clouds whose tokens can be trusted
 * @param verifier proves tokens that others signed
 * @param lifetimes how long tokens live where a mount does not say
 * @param background runs what waits for other systems; refuses when too much waits
 * @param store for what is done without a request; requests bring their own unit of work
 * @param secrets the only source of chance
 * @param schedules reads the schedules that operators write
 * @param subjects as whom the identity tokens of mounts introduce them
 * @param metrics where its measurements are looked at
 * @param environment the environment variables of the process, by name
 */
public record AuthMethodContext(
    PluginContext plugin,
    Clouds clouds,
    TokenVerifier verifier,
    SystemLifetimes lifetimes,
    Executor background,
    Store store,
    SecretGenerator secrets,
    CronSchedules schedules,
    FederatedSubjects subjects,
    Metrics metrics,
    Function<String, Optional<String>> environment) {

  public AuthMethodContext {
    Objects.requireNonNull(plugin, "plugin");
    Objects.requireNonNull(clouds, "clouds");
    Objects.requireNonNull(verifier, "verifier");
    Objects.requireNonNull(lifetimes, "lifetimes");
    Objects.requireNonNull(background, "background");
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(secrets, "secrets");
    Objects.requireNonNull(schedules, "schedules");
    Objects.requireNonNull(subjects, "subjects");
    Objects.requireNonNull(metrics, "metrics");
    Objects.requireNonNull(environment, "environment");
  }
}
