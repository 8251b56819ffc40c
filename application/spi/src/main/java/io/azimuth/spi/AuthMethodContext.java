package io.azimuth.spi;

import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.expression.ExpressionLanguage;
import io.azimuth.spi.federation.FederatedSubjects;
import io.azimuth.spi.issued.IssuedTokens;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.pod.PodIdentity;
import io.azimuth.spi.schedule.CronSchedules;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.verify.SignatureVerifier;
import io.azimuth.spi.verify.TokenVerifier;
import io.azimuth.spi.web.WebClient;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The services of the server that an auth method may use. New versions only add components.
 *
 * @param plugin the services that every plugin receives
 * @param clouds the clouds whose tokens can be trusted
 * @param verifier proves tokens that others signed
 * @param lifetimes the lifetimes of tokens on a mount without its own
 * @param background runs calls to other systems; rejects a task when too many wait
 * @param store the mounts of this plugin, for work without a request; requests bring their own
 *     transaction
 * @param secrets the only source of random values
 * @param schedules reads the schedules that operators write
 * @param expressions reads the conditions that operators write
 * @param subjects the issuer and subject of the identity tokens of mounts
 * @param metrics the registry for its measurements
 * @param environment the environment variables of the process, by name
 * @param web calls other systems over HTTPS
 * @param signatures proves who signed a token, of any issuer
 * @param pod the service account of the pod in which this server runs; empty for a plugin of a jar
 * @param issued the tokens that the mounts of this plugin issued
 */
public record AuthMethodContext(
    PluginContext plugin,
    Clouds clouds,
    TokenVerifier verifier,
    SystemLifetimes lifetimes,
    Executor background,
    MountStore store,
    SecretGenerator secrets,
    CronSchedules schedules,
    ExpressionLanguage expressions,
    FederatedSubjects subjects,
    Metrics metrics,
    Function<String, Optional<String>> environment,
    WebClient web,
    SignatureVerifier signatures,
    PodIdentity pod,
    IssuedTokens issued) {

  public AuthMethodContext {
    Objects.requireNonNull(plugin, "plugin");
    Objects.requireNonNull(clouds, "clouds");
    Objects.requireNonNull(verifier, "verifier");
    Objects.requireNonNull(lifetimes, "lifetimes");
    Objects.requireNonNull(background, "background");
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(secrets, "secrets");
    Objects.requireNonNull(schedules, "schedules");
    Objects.requireNonNull(expressions, "expressions");
    Objects.requireNonNull(subjects, "subjects");
    Objects.requireNonNull(metrics, "metrics");
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(web, "web");
    Objects.requireNonNull(signatures, "signatures");
    Objects.requireNonNull(pod, "pod");
    Objects.requireNonNull(issued, "issued");
  }
}
